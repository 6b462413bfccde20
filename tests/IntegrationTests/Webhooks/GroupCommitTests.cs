using System.Text.Json.Nodes;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

/// <summary>Concurrent posts share their inserts, and nobody notices.</summary>
public sealed class GroupCommitTests() : FreshService
{
    private const int Each = 10;

    [Fact]
    public async Task Many_concurrent_posts_are_each_stored_once_and_in_their_customers_order()
    {
        var customers = Customers.Next(50);

        await Task.WhenAll(customers.Select(async customer =>
        {
            for (var number = 0; number < Each; number++)
            {
                var body = Shape.Plain.Text(customer, $"{number}", $"{number}-{customer}");
                var receipts = await Task.WhenAll(Service.AcceptAsync(body), Service.AcceptAsync(body));
                receipts.Sum(receipt => receipt.Accepted).ShouldBe(1);
                receipts.Sum(receipt => receipt.Duplicates).ShouldBe(1);
            }
        }));

        await using var rows = await OpenedRows.OfAsync(Service.Environment);
        var stored = (await rows.BodiesAsync())
            .Where(body => body.Row.Kind == InboxKind.Message)
            .Select(body => JsonNode.Parse(body.Text)!.AsObject())
            .ToLookup(body => body.Word("from")!, body => body.Word("text"));
        stored.Count.ShouldBe(customers.Count);
        foreach (var customer in stored)
        {
            customer.ShouldBe(Enumerable.Range(0, Each).Select(number => $"{number}"));
        }
    }

    [Fact]
    public async Task A_mixed_crowd_of_messages_reports_and_rubbish_is_told_apart()
    {
        var posts = Enumerable.Range(0, 60).Select(number => (number % 3) switch
        {
            0 => Service.AcceptAsync(Shape.Plain.Text(Customers.Next(), "help", $"message-{number}")),
            1 => Service.AcceptAsync(Shapes.Report($"wamid.unknown-{number}", "delivered")),
            _ => Service.AcceptAsync("rubbish"),
        });

        var receipts = await Task.WhenAll(posts);

        receipts.Where((_, number) => number % 3 == 0).ShouldAllBe(receipt => receipt.Accepted == 1);
        receipts.Where((_, number) => number % 3 == 1).ShouldAllBe(receipt => receipt.Reports == 1);
        receipts.Where((_, number) => number % 3 == 2).ShouldAllBe(receipt => receipt.Quarantined == 1);
    }
}
