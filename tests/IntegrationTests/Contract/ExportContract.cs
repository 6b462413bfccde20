using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Over HTTP: everything about one customer, as one file. What the database holds of a customer is taken from its model, so that a new column is not forgotten.</summary>
public abstract class ExportContract(Backend backend)
{
    /// <summary>Columns that say nothing that does not stand beside them, or nothing about a customer.</summary>
    private static readonly string[] NotTold =
    [
        // Keyed hashes of what is told in clear.
        "customers.phone_hash", "customers.bsuid_hash", "inbox.customer_hash", "inbox.provider_id_hash",

        // Which process handles it.
        "inbox.slot",

        // What all of it is sealed with: it opens nothing for who has the file.
        "customers.data_key",

        // Which process does it, and with how many others at once.
        "flow_errands.slot", "flow_errands.line",

        // An id by which traces are found, made by chance.
        "messages.traceparent", "inbox.traceparent",
    ];

    /// <summary>What belongs to a customer and holds only keyed hashes of what is told in clear.</summary>
    private static readonly string[] NotToldAtAll = ["provider_references", "customer_marks", "unmarked_names", "message_marks"];

    private readonly string customer = Customers.Next();

    [Fact]
    public async Task Everything_about_a_customer_is_in_one_file()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);
        await TalkAsync(service);
        var (id, other) = (await IdAsync(service, customer), Customers.Next());
        await service.SayAsync(other, "count");
        await service.RepliesAsync(other, 1);

        var (headers, file) = await ExportAsync(service, id);

        headers.ContentDisposition!.ToString().ShouldBe($"attachment; filename=\"customer-{id}.json\"");
        file["customer"]!.AsObject().Word("phoneNumber").ShouldBe(customer);
        file["customer"]!["metadata"]!["tier"]!.GetValue<string>().ShouldBe("gold");
        file["conversations"]!.AsArray().ShouldHaveSingleItem()!.AsObject().Word("flowState").ShouldNotBeNull().ShouldContain("Asha");
        var messages = file["messages"]!.AsArray().Select(message => message!.AsObject()).ToList();
        messages.Select(message => (int)message["ordinal"]!).ShouldBe(Enumerable.Range(1, 5));
        messages.Select(message => message.Word("content")).ShouldContain("Thanks Asha, what is it about?");
        messages[^1]["options"]!.AsArray().Count.ShouldBe(3);
        var posted = file["inbox"]!.AsArray().Select(row => row!.AsObject()).ToList();
        posted.Select(row => row.Word("state")).ShouldBe(["done", "done", "quarantined"]);
        posted[2].Word("body").ShouldBe(Unread);
        file["audit"]!.AsArray().Select(entry => entry!.AsObject().Word("action")).ShouldBe(["customer.changed", "customer.exported", "conversation.flagged"], ignoreOrder: true);
        file.ToJsonString().ShouldNotContain(other);
    }

    [Fact]
    public async Task No_column_that_is_about_a_customer_is_forgotten()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);
        await TalkAsync(service);
        await LeaveErrandsAsync(service);
        var (_, file) = await ExportAsync(service, await IdAsync(service, customer));
        await using var context = service.Get<IContextFactory>().Create();
        var told = new Dictionary<string, JsonObject>
        {
            ["customers"] = file["customer"]!.AsObject(),
            ["conversations"] = file["conversations"]![0]!.AsObject(),
            ["messages"] = file["messages"]![0]!.AsObject(),
            ["inbox"] = file["inbox"]![0]!.AsObject(),
            ["notes"] = file["notes"]![0]!.AsObject(),
            ["flow_timers"] = file["flowTimers"]![0]!.AsObject(),
            ["flow_errands"] = file["flowErrands"]![0]!.AsObject(),
        };

        context.Model.GetEntityTypes().Where(IsAboutCustomers).Select(type => type.GetTableName()!).ShouldBe(told.Keys.Concat(NotToldAtAll), ignoreOrder: true);
        var columns = from type in context.Model.GetEntityTypes()
                      where told.ContainsKey(type.GetTableName()!)
                      from property in type.GetFlattenedProperties()
                      where property.GetComputedColumnSql() is null
                      select $"{type.GetTableName()}.{property.GetColumnName()}";
        columns.Where(column => !told[column.Split('.')[0]].ContainsKey(CamelCase(column.Split('.')[1]))).ShouldBe(NotTold, ignoreOrder: true);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_found()
    {
        await using var service = await SupportService.StartAsync(backend, Flows.All);

        (await service.AskAsync($"/api/v1/customers/{Guid.CreateVersion7()}/export")).Code.ShouldBe("customer_not_found");

        (await service.CountAsync("audit WHERE action = 'customer.exported'")).ShouldBe(0);
    }

    private string Unread => $$"""{"from":"+{{customer}}","timestamp":1772340300}""";

    private static bool IsAboutCustomers(IEntityType type) =>
        type.ClrType == typeof(Customer)
        || type.GetProperties().Any(property => property.ClrType == typeof(CustomerId) || property.ClrType == typeof(ConversationId) || property.ClrType == typeof(MessageId)
            || property.GetColumnName() is "customer_id" or "customer_hash" or "conversation_id" or "message_id" or "seq");

    private static string CamelCase(string column) => string.Concat(column.Split('_').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private async Task TalkAsync(SupportService service)
    {
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.SayAsync(customer, "Asha");
        await service.RepliesAsync(customer, 3);
        await service.DrainAsync();
        await service.AcceptAsync(Unread);
        var id = await IdAsync(service, customer);
        (await service.AskAsync(HttpMethod.Patch, $"/api/v1/customers/{id}", new { metadata = new { tier = "gold" } })).Status.ShouldBe(HttpStatusCode.OK);
        var conversation = (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("id");
        (await service.AskAsync(HttpMethod.Put, $"/api/v1/conversations/{conversation}/flag", new { flagged = true })).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>As flows do; they go on long after the test.</summary>
    private async Task LeaveErrandsAsync(SupportService service)
    {
        var conversation = Guid.Parse((await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("id")!);
        await using var context = service.Get<IContextFactory>().Create();
        var (id, later) = (new ConversationId(conversation), TimeProvider.System.GetUtcNow().AddHours(1));
        context.Add(Note.Of(id, "for agents", "support", later)!);
        context.Add(new FlowTimerRecord { ConversationId = id, Visit = 3, DueAt = later });
        context.Add(new FlowErrandRecord { ConversationId = id, Visit = 3, Body = "{}", DueAt = later });
        await context.SaveChangesAsync();
    }

    private static async Task<string> IdAsync(SupportService service, string phone) =>
        (string)(await service.GetAsync($"/api/v1/customers?phone={phone}"))["customers"]!.AsArray().ShouldHaveSingleItem()!["id"]!;

    private static async Task<(HttpContentHeaders Headers, JsonObject File)> ExportAsync(SupportService service, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/customers/{id}/export");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupportService.AdminKey);
        using var response = await service.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (response.Content.Headers, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}

public sealed class ExportOnLaptop() : ExportContract(Backend.Laptop);

public sealed class ExportInProduction() : ExportContract(Backend.Production);
