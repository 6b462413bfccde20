using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Upgrade;

/// <summary>Real processes that are started at once on one database.</summary>
public sealed class StartedTogetherTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_processes_on_one_database_all_become_ready_and_know_the_same_customers(bool isEmpty)
    {
        var url = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        if (!isEmpty)
        {
            await using var first = await FirstDatabase.CreateAsync(new() { Postgres = PostgresServerUrl.ConnectionString(url) });
            await first.AddCustomerAsync(Customers.Next());
        }

        var settings = new Dictionary<string, string?> { ["DATABASE_URL"] = url };
        var processes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SupportProcess.StartAsync(Backend.Production, Flows.All, settings)));
        try
        {
            var body = Shape.Msg91.Text(Customers.Next(), "help", Posting.NewId());
            var receipts = await Task.WhenAll(processes.Select(process => process.AcceptAsync(body)));

            // One look-up key: who comes to another process is the same customer there.
            receipts.Sum(receipt => receipt.Accepted).ShouldBe(1);
            receipts.Sum(receipt => receipt.Duplicates).ShouldBe(2);
            await processes[0].DrainAsync();
            processes.ShouldAllBe(process => process.Log.Contains("\"Level\":\"Information\"", StringComparison.Ordinal), "or nothing is looked for below");
            processes.ShouldAllBe(process => !process.Log.Contains("\"Level\":\"Error\"", StringComparison.Ordinal));
            processes.ShouldAllBe(process => !process.Log.Contains("\"Level\":\"Fatal\"", StringComparison.Ordinal));
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }
    }
}
