using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Upgrade;

/// <summary>A process of this version, while the next one has brought the database further: what that one may do to it stands in ExpandingMigrationsTests.</summary>
public sealed class NewerSchemaTests
{
    internal static readonly string[] Future =
    [
        "CREATE TABLE future (id integer PRIMARY KEY)",
        .. new[] { "customers", "conversations", "messages", "inbox", "flow_timers", "flow_errands", "workers", "secrets", "audit" }
            .SelectMany(table => new[] { $"ALTER TABLE {table} ADD COLUMN future text", $"ALTER TABLE {table} ADD COLUMN future_count integer NOT NULL DEFAULT 7", $"CREATE INDEX ix_{table}_future ON {table} (future)" }),
        """INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Future', '99.0.0')""",
    ];

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task It_goes_on_serving_and_starts_again(Backend backend)
    {
        await using var process = await SupportProcess.StartAsync(backend, Flows.All);
        var customer = Customers.Next();
        await process.InsistAsync(Shape.Msg91.Text(customer, "count", Posting.NewId(), process.Now));
        await process.RepliesAsync(customer, 1);

        foreach (var statement in Future)
        {
            await process.ExecuteAsync(statement);
        }

        await process.InsistAsync(Shape.Msg91.Text(customer, "one", Posting.NewId(), process.Now));
        await process.RepliesAsync(customer, 2);
        await process.DrainAsync();
        await process.TerminateAsync();
        await process.StartAsync();
        await process.InsistAsync(Shape.Msg91.Text(customer, "two", Posting.NewId(), process.Now));

        (await process.TextsAsync(customer, 3)).ShouldBe(["Begin", "You said one", "You said two"]);
        process.Log.ShouldNotContain("\"Level\":\"Error\"");
    }
}
