using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>
/// A look past the program into what it stores, with its keys: the rows as they lie there, opened, whether the program runs or not. A row that lies there in clear fails the test, and so
/// does a message that does not open.
/// </summary>
internal sealed class OpenedRows : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private OpenedRows(ServiceProvider services) => this.services = services;

    /// <param name="environment">The settings of the program.</param>
    public static async Task<OpenedRows> OfAsync(IReadOnlyDictionary<string, string?> environment)
    {
        SettingsReader.TryRead(environment, out var settings, out var errors).ShouldBeTrue(string.Join('\n', errors));
        settings!.Ring.ShouldNotBeNull("without keys there is nothing to open");
        var services = new ServiceCollection().AddStores(settings).BuildServiceProvider();
        await services.GetRequiredService<IDatabaseStart>().OpenBesideAsync(CancellationToken.None);
        return new OpenedRows(services);
    }

    /// <summary>All messages, in the order in which they were committed.</summary>
    public async Task<IReadOnlyList<OpenedMessage>> MessagesAsync()
    {
        await using var context = NewContext();
        var stored = await context.Messages.AsNoTracking()
            .OrderBy(message => EF.Property<long>(message, MessagesTable.Sequence))
            .Select(message => new OpenedMessage(message, EF.Property<bool>(message, MessagesTable.IsQueued), EF.Property<int>(message, MessagesTable.Repeats)))
            .ToListAsync();
        stored.ShouldAllBe(row => !row.Message.IsInClear());
        using var ciphers = await services.GetRequiredService<Vault>().ForReadingAsync(stored.Select(row => row.Message.CustomerId), CancellationToken.None);
        return [.. stored.Select(row => row with { Message = ciphers.Of(row.Message.CustomerId).Open(row.Message) })];
    }

    /// <summary>What was posted and is kept, in the order of acceptance.</summary>
    public async Task<IReadOnlyList<OpenedBody>> BodiesAsync()
    {
        await using var context = NewContext();
        var stored = await context.Inbox.AsNoTracking().Where(row => row.Body != InboxRecord.NoBody).OrderBy(row => row.Id).ToListAsync();
        stored.ShouldAllBe(row => SealedBody.DayOf(row.Body) != null);
        var opened = new List<OpenedBody>();
        foreach (var row in stored)
        {
            opened.Add(new OpenedBody(row, (await Seal.OpenAsync(row, CancellationToken.None)).ToArray()));
        }

        return opened;
    }

    /// <summary>Another body in a row of the inbox, sealed as if it had come so.</summary>
    public async Task WriteBodyAsync(long id, string body)
    {
        await using var context = NewContext();
        var row = await context.Inbox.SingleAsync(row => row.Id == id);
        row.Body = Encoding.UTF8.GetBytes(body);
        var written = await Seal.SealAsync(row, CancellationToken.None);
        (await context.Inbox.Where(stored => stored.Id == id).ExecuteUpdateAsync(stored => stored.SetProperty(one => one.Body, written))).ShouldBe(1);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private InboxSeal Seal => services.GetRequiredService<InboxSeal>();

    private SupportContext NewContext() => services.GetRequiredService<IContextFactory>().Create();
}

/// <param name="IsQueued">It is still to be sent.</param>
/// <param name="Repeats">How often it was sent again though it was perhaps sent before.</param>
internal sealed record OpenedMessage(Message Message, bool IsQueued, int Repeats)
{
    public bool IsWith(string customer) => customer == Message.SenderNumber || customer == Message.RecipientNumber;
}

internal sealed record OpenedBody(InboxRecord Row, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
