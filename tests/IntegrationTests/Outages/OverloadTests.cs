using System.Net;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>More is posted than a slow database can take: who cannot be answered in time hears so early, and nobody hangs.</summary>
[Collection(Alone.Name)]
public sealed class OverloadTests() : FreshService
{
    private const int Size = 2_000;

    [Fact]
    public async Task Thousands_at_once_are_each_taken_or_refused_in_time_and_what_was_taken_is_handled()
    {
        var crowd = new Crowd(Service, Size);
        await SlowAsync(seconds: 0.6);

        var answers = await crowd.PostAsync();

        var taken = answers.Count(status => status == HttpStatusCode.OK);
        taken.ShouldBeInRange(1, Size - 1, "some are taken, and it is too much for all");
        (await Service.CountAsync("inbox")).ShouldBeGreaterThanOrEqualTo(taken);
        await Service.ExecuteAsync("DROP TRIGGER slow ON inbox");
        await crowd.PostUntilTakenAsync();
        await crowd.IsAnsweredOnceAsync();
        (await Service.CountAsync("inbox")).ShouldBe(Size);
    }

    /// <summary>Each insert, of however many rows, takes so long.</summary>
    private async Task SlowAsync(double seconds)
    {
        await Service.ExecuteAsync(FormattableString.Invariant(
            $"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep({seconds}); RETURN NULL; END $$"));
        await Service.ExecuteAsync("CREATE TRIGGER slow BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION slow()");
    }
}
