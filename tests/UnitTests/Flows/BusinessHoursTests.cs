using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class BusinessHoursTests
{
    private const string Shop =
        """
        time_zone: Europe/Berlin
        days:
          weekdays: [09:00-13:00, 14:00-18:00]
          friday: 22:00-02:00
          saturday: 10:00-14:00
          sunday: closed
        holidays:
          2026-12-25: closed
          2026-12-26: 11:00-12:00
        """;

    [Theory]
    [InlineData("2026-11-26T08:59:00+01:00", false, "2026-11-26T09:00:00+01:00")]
    [InlineData("2026-11-26T08:00:00Z", true, "2026-11-26T09:00:00+01:00")]
    [InlineData("2026-11-26T13:30:00+01:00", false, "2026-11-26T14:00:00+01:00")]
    [InlineData("2026-11-26T18:00:00+01:00", false, "2026-11-27T22:00:00+01:00")]
    [InlineData("2026-11-28T01:59:00+01:00", true, "2026-11-28T01:59:00+01:00")]
    [InlineData("2026-11-28T02:00:00+01:00", false, "2026-11-28T10:00:00+01:00")]
    [InlineData("2026-11-29T12:00:00+01:00", false, "2026-11-30T09:00:00+01:00")]
    [InlineData("2026-12-25T23:00:00+01:00", false, "2026-12-26T11:00:00+01:00")]
    [InlineData("2026-12-26T13:00:00+01:00", false, "2026-12-28T09:00:00+01:00")]
    public void It_is_known_whether_it_is_open_and_when_it_opens(string at, bool isOpen, string next)
    {
        var hours = Read(Shop);
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        hours.IsOpenAt(moment).ShouldBe(isOpen);
        hours.NextOpening(moment).ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Who_never_opens_has_no_next_opening() => Read("time_zone: Asia/Kolkata\ndays: { weekdays: closed }").NextOpening(DateTimeOffset.UnixEpoch).ShouldBeNull();

    [Fact]
    public void Without_a_file_it_is_always_open() => BusinessHours.Always.IsOpenAt(DateTimeOffset.UnixEpoch).ShouldBeTrue();

    [Theory]
    [InlineData("days: { weekdays: 09:00-18:00 }", "time_zone")]
    [InlineData("time_zone: Mars/Base\ndays: { weekdays: 09:00-18:00 }", "time_zone")]
    [InlineData("time_zone: Asia/Kolkata", "days")]
    [InlineData("time_zone: Asia/Kolkata\ndays: { weekdays: 9 to 5 }", "days.weekdays")]
    [InlineData("time_zone: Asia/Kolkata\ndays: { weekdays: 25:00-26:00 }", "days.weekdays")]
    [InlineData("time_zone: Asia/Kolkata\ndays: { mondays: closed }", "days.mondays")]
    [InlineData("time_zone: Asia/Kolkata\ndays: { weekdays: closed }\nholidays: { Christmas: closed }", "holidays.Christmas")]
    public void What_is_wrong_in_the_file_is_told(string file, string field)
    {
        var findings = new FileFindings("hours.yaml");
        HoursFile.Parse(file, findings);

        findings.Errors.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    private static BusinessHours Read(string file)
    {
        var findings = new FileFindings("hours.yaml");
        var hours = HoursFile.Parse(file, findings).ShouldNotBeNull();
        findings.Errors.ShouldBeEmpty();
        return hours;
    }
}
