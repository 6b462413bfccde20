using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Two real processes that share the customers of one database.</summary>
public abstract class SeveralProcesses(Dictionary<string, string?>? settings = null) : IAsyncLifetime
{
    protected IReadOnlyList<string> Customers { get; } = Hosting.Customers.Next(60);

    protected SupportProcess First { get; private set; } = null!;

    protected SupportProcess Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        First = await SupportProcess.StartAsync(Backend.Production, Flows.All, settings);
        Second = await SupportProcess.StartAsync(First.Environment, First.StandIns);
        await HealthAsync(First, "2 at work");

        // One after another, from both: no time below is a first time's.
        foreach (var (index, customer) in Customers.Index())
        {
            await (index % 2 == 0 ? First : Second).SayAsync(customer, "count");
        }

        await AllAreAnsweredAsync(1);
        await Second.DrainAsync();
    }

    public async Task DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    protected static Task HealthAsync(SupportProcess process, string words) => Eventually.BecomesTrueAsync(
        async () => (await process.GetAsync("/health"))["parts"]!.ToJsonString().Contains(words, StringComparison.Ordinal), Reading.Patience, words);

    protected Task SayAsync(SupportProcess process, string text, IEnumerable<string>? some = null) =>
        Task.WhenAll((some ?? Customers).Select(customer => process.SayAsync(customer, text)));

    /// <summary>How many messages; one that was perhaps sent, and sent once more, is one.</summary>
    protected int AnswersTo(string customer) => First.StandIns.Msg91.SentTo(customer).Select(sent => sent.CrqId).Distinct().Count();

    protected Task AllAreAnsweredAsync(int count, Func<string, int>? sent = null, TimeSpan? patience = null) => Eventually.BecomesTrueAsync(
        () => Customers.All(customer => (sent ?? AnswersTo)(customer) >= count), patience ?? Reading.Patience, $"everybody has {count} answers");

    protected async Task AllWereAnsweredOnceAsync(int count)
    {
        await Second.DrainAsync();
        Customers.ShouldAllBe(customer => First.StandIns.Msg91.SentTo(customer).Count == count);
    }
}
