using System.Text;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Stores;

namespace WhatsAppSupport.IntegrationTests.Upgrade;

/// <summary>A database as the first version left it: with the first migration only, and rows written by hand, so that no later code helps.</summary>
internal sealed class FirstDatabase(ServiceProvider provider) : IAsyncDisposable
{
    private readonly Database database = provider.GetRequiredService<Database>();
    private readonly LookupHashes hashes = provider.GetRequiredService<LookupHashes>();
    private readonly byte[] lookupKey = Encoding.UTF8.GetBytes("an-invented-look-up-key-32-bytes");

    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static async Task<FirstDatabase> CreateAsync(PersistenceOptions options)
    {
        var first = new FirstDatabase(StoresUnderTest.Build(options, TimeProvider.System));
        await using (var context = first.Provider.GetRequiredService<IContextFactory>().Create())
        {
            await context.GetService<IMigrator>().MigrateAsync("Initial");
        }

        first.hashes.Use(first.lookupKey);
        await first.InsertAsync("secrets", ("name", "lookup-key"), ("value", first.lookupKey));
        return first;
    }

    public Guid HashOfProviderId(string id) => hashes.OfProviderId(id).Value;

    public async Task<Guid> AddCustomerAsync(string phone)
    {
        var id = Guid.CreateVersion7();
        await InsertAsync(
            "customers",
            ("id", id),
            ("phone_number", phone),
            ("phone_hash", HashOf(phone).Value),
            ("name", "Asha"),
            ("language", "en"),
            ("is_active", true),
            ("last_heard_at", Now),
            ("created_at", Now),
            ("updated_at", Now));
        return id;
    }

    public async Task<Guid> AddConversationAsync(Guid customer, bool isEscalated = false)
    {
        var id = Guid.CreateVersion7();
        await InsertAsync(
            "conversations",
            ("id", id),
            ("customer_id", customer),
            ("integrated_number", SupportService.OurNumber),
            ("session_id", id.ToString("N")),
            ("status", isEscalated ? "escalated" : "active"),
            ("language", "en"),
            ("department", isEscalated ? "billing" : null),
            ("escalation_reason", isEscalated ? "asked" : null),
            ("escalated_at", isEscalated ? Now - TimeSpan.FromHours(1) : null),
            ("ownership_epoch", isEscalated ? 1L : 0L),
            ("is_flagged", false),
            ("version", 1L),
            ("next_ordinal", 10),
            ("notify_attempts", 0),
            ("created_at", Now),
            ("updated_at", Now));
        return id;
    }

    /// <summary>A reply of the bot.</summary>
    public async Task<Guid> AddReplyAsync(Guid customer, Guid conversation, string phone, int ordinal, string text, string status, bool isQueued)
    {
        var id = Guid.CreateVersion7();
        await InsertAsync(
            "messages",
            ("id", id),
            ("conversation_id", conversation),
            ("customer_id", customer),
            ("ordinal", ordinal),
            ("direction", "outbound"),
            ("message_type", "text"),
            ("content", text),
            ("sender_number", SupportService.OurNumber),
            ("recipient_number", phone),
            ("delivery_status", status),
            ("author", "bot"),
            ("ownership_epoch", 0L),
            ("created_at", Now),
            ("claimed_at", status == "sending" ? Now - TimeSpan.FromHours(1) : null),
            ("attempts", 0),
            ("repeats", 0),
            ("is_queued", isQueued));
        return id;
    }

    public Task AddReferenceAsync(string providerId, Guid message) =>
        InsertAsync("provider_references", ("hash", HashOfProviderId(providerId)), ("message_id", message));

    public Task AddInboxAsync(string kind, string state, string providerId, string body, string? phone = null) => InsertAsync(
        "inbox",
        ("slot", phone is null ? null : HashOf(phone).Slot),
        ("customer_hash", phone is null ? null : HashOf(phone).Value),
        ("kind", kind),
        ("integrated_number", phone is null ? "" : SupportService.OurNumber),
        ("provider_id_hash", HashOfProviderId(providerId)),
        ("received_at", Now),
        ("body", Encoding.UTF8.GetBytes(body)),
        ("state", state),
        ("attempts", 0),
        ("recoveries", 0),
        ("next_attempt_at", kind == "report" ? Now : null),
        ("error", state is "dead" or "quarantined" ? "body: cannot be read" : null));

    public ValueTask DisposeAsync() => Provider.DisposeAsync();

    private ServiceProvider Provider { get; } = provider;

    private LookupHash HashOf(string phone) => hashes.OfPhone(PhoneNumber.FromStored(phone));

    private async Task InsertAsync(string table, params (string Column, object? Value)[] values)
    {
        var columns = values.Select(value => value.Column).ToList();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.Of(
            database,
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})",
            [.. values.Select(value => ("@" + value.Column, value.Value))]);
        await command.ExecuteNonQueryAsync();
    }
}
