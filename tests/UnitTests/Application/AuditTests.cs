using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class AuditTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_was_before_and_after_are_objects_and_pages_lead_to_the_next()
    {
        support.AuditLog.Entries.AddRange([.. new[] { 9L, 7, 4 }.Select(Entry)]);

        var first = (await support.SendAsync(new ListAuditEntries(Limit: 2))).Value;
        var second = (await support.SendAsync(new ListAuditEntries(After: first.Next, Limit: 2))).Value;

        first.Entries.Concat(second.Entries).Select(entry => entry.Id).ShouldBe([9, 7, 4]);
        (first.Next, second.Next).ShouldBe(("7", null));
        var shown = first.Entries[0];
        shown.Before.ShouldBeNull();
        shown.After!.Value.GetProperty("name").GetString().ShouldBe("Mira");
        (shown.Actor.Name, shown.Subject.Kind).ShouldBe(("api-key", SubjectKind.InboxRow));
    }

    [Fact]
    public async Task Every_filter_reaches_the_log()
    {
        var (actor, from) = (Guid.CreateVersion7(), support.Clock.GetUtcNow());

        await support.SendAsync(new ListAuditEntries(actor, "subject", "key.created", from, from.AddDays(1), "12", 5));

        support.AuditLog.Asked.ShouldBe(new AuditFilter(actor, "subject", "key.created", from, from.AddDays(1), 12, 6));
    }

    [Fact]
    public async Task A_question_that_makes_no_sense_is_refused()
    {
        var now = support.Clock.GetUtcNow();

        Fields(await support.SendAsync(new ListAuditEntries(From: now, To: now, After: "x", Limit: 0))).ShouldBe(["to", "after", "limit"]);
        Fields(await support.SendAsync(new ListAuditEntries(From: DateTimeOffset.MinValue, To: DateTimeOffset.MaxValue))).ShouldBe(["from", "to"]);
    }

    private static IEnumerable<string> Fields(Result<AuditPage> result) => result.Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field);

    private static AuditEntryRead Entry(long id) => new(
        id, default, ActorKind.Key, Actor.SettingsKey.Id, "api-key", "a.thing", SubjectKind.InboxRow, "1", null, """{"name":"Mira"}""");
}
