using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class ConversationCursorTests
{
    [Fact]
    public void Every_cursor_reads_back_as_it_was() => Check.QuickThrowOnFailure(Prop.ForAll<DateTime, Guid>((time, id) =>
    {
        var cursor = new ConversationCursor(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)), id);

        return ConversationCursor.TryParse(cursor.ToString()) == cursor;
    }));

    [Fact]
    public void What_anybody_writes_is_a_cursor_or_none_and_never_throws() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, 255).Select(code => (char)code).ArrayOf(32).Select(letters => new string(letters)).ToArbitrary(),
            text => ConversationCursor.TryParse(text) is not { } cursor || ConversationCursor.TryParse(cursor.ToString()) == cursor));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("________________________________")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("Y19zLy8vLy8vLy8vLy8vLy8vLy8vLy8vLy8vLy8v")]
    public void What_we_did_not_write_is_none(string? text)
    {
        ConversationCursor.TryParse(text).ShouldBeNull();
    }
}
