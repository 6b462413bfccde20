using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// Between the domain, which knows values as they are, and the rows, which hold them sealed: whoever stores a customer, a conversation or a message
/// seals it first, whoever reads one opens it. Reading for people shows what cannot be opened as such, and all else around it;
/// reading for a turn or a sending throws (<see cref="UnreadableValueException"/>).
/// </summary>
internal sealed partial class Vault(CustomerKeys keys, ILogger<Vault> logger)
{
    /// <summary>What is shown in the place of a value that does not open.</summary>
    public const string Unreadable = "(unreadable)";

    /// <summary>Whether values are sealed from now on; what is sealed already is opened all the same.</summary>
    public bool Seals => keys.Seals;

    /// <summary>For writing what belongs to this customer. Not while a write is entered: it may make the customer's key.</summary>
    public async ValueTask<Cipher> ForWritingAsync(CustomerId customer, CancellationToken cancellationToken) =>
        new(await keys.ForWritingAsync(customer, cancellationToken));

    /// <summary>As it is stored. A customer who is new brings their key along.</summary>
    public async ValueTask<SealedTurn> SealAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.CustomerBefore is not null || !Seals)
        {
            using var known = await ForWritingAsync(turn.Customer.Id, cancellationToken);
            return Sealed(known, turn);
        }

        var key = DataKey.New();
        using var cipher = new Cipher(key);
        return Sealed(cipher, turn) with { NewKey = key, Wrapped = keys.Wrap(turn.Customer.Id, key) };
    }

    /// <summary>The turn was committed: a key that it brought stands in the customer's row now.</summary>
    public void Keep(SealedTurn turn)
    {
        if (turn.NewKey is { } key)
        {
            keys.Learn(turn.Clear.Customer.Id, key);
        }
    }

    /// <summary>What the provider said of a message, as its row keeps it.</summary>
    public async ValueTask<SealedResult> SealAsync(SendResult result, CancellationToken cancellationToken)
    {
        if (result.ProviderIds.Count == 0 && (result.Reason is null || OutboxRules.IsOwnReason(result.Reason)))
        {
            return new SealedResult(result, null, result.Reason);
        }

        using var cipher = await ForWritingAsync(result.Customer, cancellationToken);
        var id = result.ProviderIds.Count > 0 ? cipher.Seal(SealedMessage.ProviderId, result.Message.Value, result.ProviderIds[0]) : null;
        return new SealedResult(result, id, cipher.SealReason(result.Message.Value, result.Reason));
    }

    /// <summary>The customer's row is gone, and with it the key.</summary>
    public void Forget(CustomerId customer) => keys.Forget(customer);

    public async ValueTask<Customer> OpenAsync(Customer stored, CancellationToken cancellationToken)
    {
        using var cipher = await ForReadingAsync(stored.Id, stored.IsSealed(), cancellationToken);
        return cipher.Open(stored);
    }

    public async ValueTask<Conversation> OpenAsync(Conversation stored, CancellationToken cancellationToken)
    {
        using var cipher = await ForReadingAsync(stored.CustomerId, stored.IsSealed(), cancellationToken);
        return cipher.Open(stored);
    }

    public async ValueTask<Message> OpenAsync(Message stored, CancellationToken cancellationToken)
    {
        using var cipher = await ForReadingAsync(stored.CustomerId, stored.IsSealed(), cancellationToken);
        return cipher.Open(stored);
    }

    /// <summary>For a turn or a sending: what does not open is an error.</summary>
    public async ValueTask<Ciphers> ForReadingAsync(IEnumerable<CustomerId> customers, CancellationToken cancellationToken) =>
        new(await keys.FindAsync(customers, cancellationToken), null);

    /// <summary>The same, with keys that were read together with what they open.</summary>
    public Ciphers ForReading(IEnumerable<(CustomerId Customer, byte[]? Wrapped)> rows) => new(keys.Open(rows), null);

    public async ValueTask<IReadOnlyList<Customer>> ShowAsync(IReadOnlyList<Customer> stored, CancellationToken cancellationToken)
    {
        using var ciphers = await ForShowingAsync(stored.Where(customer => customer.IsSealed()).Select(customer => customer.Id), cancellationToken);
        return [.. stored.Select(customer => ciphers.Of(customer.Id).Open(customer))];
    }

    public async ValueTask<IReadOnlyList<Message>> ShowAsync(IReadOnlyList<Message> stored, CancellationToken cancellationToken)
    {
        using var ciphers = await ForShowingAsync(stored.Where(message => message.IsSealed()).Select(message => message.CustomerId), cancellationToken);
        return [.. stored.Select(message => ciphers.Of(message.CustomerId).Open(message))];
    }

    public async ValueTask<IReadOnlyList<Conversation>> ShowAsync(IReadOnlyList<Conversation> stored, CancellationToken cancellationToken)
    {
        using var ciphers = await ForShowingAsync(stored.Where(one => one.IsSealed()).Select(one => one.CustomerId), cancellationToken);
        return [.. stored.Select(conversation => ciphers.Of(conversation.CustomerId).Open(conversation))];
    }

    /// <summary>Notes of this customer's conversations.</summary>
    public async ValueTask<IReadOnlyList<Note>> ShowAsync(CustomerId customer, IReadOnlyList<Note> stored, CancellationToken cancellationToken)
    {
        using var ciphers = await ForShowingAsync(stored.Any(note => note.IsSealed()) ? [customer] : [], cancellationToken);
        return [.. stored.Select(note => ciphers.Of(customer).Open(note))];
    }

    public async ValueTask<IReadOnlyList<ConversationView>> ShowAsync(IReadOnlyList<ConversationView> stored, CancellationToken cancellationToken)
    {
        using var ciphers = await ForShowingAsync(stored.Where(one => one.IsSealed()).Select(one => new CustomerId(one.CustomerId)), cancellationToken);
        return [.. stored.Select(view => ciphers.Of(new CustomerId(view.CustomerId)).Open(view))];
    }

    /// <summary>For showing sealed values of these customers.</summary>
    public async ValueTask<Ciphers> ForShowingAsync(IEnumerable<CustomerId> customers, CancellationToken cancellationToken) =>
        new(await keys.FindAsync(customers, cancellationToken), ShowUnreadable);

    private static SealedTurn Sealed(Cipher cipher, Turn turn) =>
        new(turn, Seal(cipher, turn)) { ErrandBody = turn.Errand is { } errand ? cipher.SealErrand(turn.Conversation.Id, errand) : null };

    private static Turn Seal(Cipher cipher, Turn turn) => turn with
    {
        Customer = SealedTurn.HoldsCustomer(turn) ? cipher.Seal(turn.Customer) : turn.Customer,
        Completed = turn.Completed is { } completed ? cipher.Seal(completed) : null,
        Conversation = cipher.Seal(turn.Conversation),
        Messages = [.. turn.Messages.Select(cipher.Seal)],
        Notes = turn.Notes.Count == 0 ? turn.Notes : [.. turn.Notes.Select(cipher.Seal)],
    };

    private async ValueTask<Cipher> ForReadingAsync(CustomerId customer, bool isSealed, CancellationToken cancellationToken) =>
        new(isSealed ? (await keys.FindAsync([customer], cancellationToken)).GetValueOrDefault(customer) : null);

    private string ShowUnreadable(UnreadableValueException unreadable)
    {
        IsUnreadable(logger, unreadable.Column, unreadable.Row);
        return Unreadable;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Column} of {Row} cannot be read: it was changed, moved or sealed with another key")]
    private static partial void IsUnreadable(ILogger logger, string column, Guid row);
}

/// <param name="ProviderId">The best of its ids; null where the provider gave none.</param>
/// <param name="Reason">Why it was not taken.</param>
internal sealed record SealedResult(SendResult Result, string? ProviderId, string? Reason)
{
    public override string ToString() => nameof(SealedResult);
}

/// <param name="Clear">As it was decided.</param>
/// <param name="Stored">As its rows hold it.</param>
internal sealed record SealedTurn(Turn Clear, Turn Stored)
{
    public DataKey? NewKey { get; init; }

    /// <summary>The same as the customer's row holds it.</summary>
    public byte[]? Wrapped { get; init; }

    /// <summary>What is to be done outside of the turn, as its row holds it.</summary>
    public string? ErrandBody { get; init; }

    /// <summary>Whether the turn writes what the customer is called. Sealed again, an unchanged name would look like another one.</summary>
    public bool Renames => Clear.CustomerBefore?.Name != Clear.Customer.Name;

    /// <summary>Whether it writes anything by which the customer is known or called; the rest of them is in clear.</summary>
    public static bool HoldsCustomer(Turn turn) => turn.IsNewlyIdentified || turn.CustomerBefore?.Name != turn.Customer.Name;

    public override string ToString() => nameof(SealedTurn);
}
