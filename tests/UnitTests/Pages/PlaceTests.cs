using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Application.Pages;

namespace WhatsAppSupport.UnitTests.Pages;

public sealed class PlaceTests
{
    [Fact]
    public void Every_place_reads_back_as_it_was_in_its_own_list() => Check.QuickThrowOnFailure(Prop.ForAll<DateTime, Guid>((time, id) =>
    {
        var place = Place.Of(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)), id);

        return Place.TryParse(place.ToText("a list"), "a list") == place && place.At.UtcDateTime == time;
    }));

    [Fact]
    public void In_another_list_it_is_none()
    {
        var place = new Place(7, Guid.CreateVersion7());

        Place.TryParse(place.ToText("a list"), "another list").ShouldBeNull();
        Place.TryParse(place.ToText(""), "a list").ShouldBeNull();
    }

    [Fact]
    public void What_anybody_writes_is_a_place_or_none_and_never_throws() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, 255).Select(code => (char)code).ArrayOf(40).Select(letters => new string(letters)).ToArbitrary(),
            text => Place.TryParse(text, "a list") is not { } place || Place.TryParse(place.ToText("a list"), "a list") == place));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("________________________________________")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void What_we_did_not_write_is_none(string? text)
    {
        Place.TryParse(text, "a list").ShouldBeNull();
    }
}
