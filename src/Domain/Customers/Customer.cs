namespace WhatsAppSupport.Domain.Customers;

/// <summary>
/// Somebody who writes to the business. An immutable record: each verb returns the next state, so that a turn that could
/// not be committed has changed nothing.
/// </summary>
public sealed record Customer
{
    public const int NameMaxLength = 256;
    public const int BsuidMaxLength = 128;

    public required CustomerId Id { get; init; }

    /// <summary>Null for a customer who is known only by a business-scoped user id.</summary>
    public PhoneNumber? PhoneNumber { get; init; }

    public LookupHash? PhoneHash { get; init; }

    /// <summary>Meta's business-scoped user id (<c>IN.1234567890</c>): users with a user name may have no number to show.</summary>
    public string? Bsuid { get; init; }

    public LookupHash? BsuidHash { get; init; }

    public string? Name { get; init; }

    /// <summary>A person of ours has named them: what WhatsApp calls them does not replace it.</summary>
    public bool IsNamedByUs { get; init; }

    /// <summary>A language tag such as <c>en</c> or <c>hi</c>.</summary>
    public required string Language { get; init; }

    /// <summary>False: what they write is stored and never answered.</summary>
    public bool IsActive { get; init; } = true;

    public DateTimeOffset? OptedOutAt { get; init; }

    /// <summary>Opens the service window (<see cref="Conversations.ServiceWindow"/>).</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>A JSON object of the business's own.</summary>
    public string? Metadata { get; init; }

    /// <summary>Raised whenever a person changes something here: a turn that was decided with an older one is decided anew.</summary>
    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where an answer goes: the number, else the business-scoped user id.</summary>
    public string Address => PhoneNumber?.Digits ?? Bsuid ?? throw new InvalidOperationException("A customer has a number or a user id.");

    /// <summary>They wrote: the window opens, and what they told about themselves is kept where it was not known.</summary>
    /// <param name="windowOpensAt">See <see cref="Conversations.ServiceWindow.OpensAt"/>.</param>
    public Customer Heard(DateTimeOffset windowOpensAt, string? name, DateTimeOffset now) => this with
    {
        LastHeardAt = LastHeardAt is { } before && before > windowOpensAt ? before : windowOpensAt,
        Name = IsNamedByUs || string.IsNullOrWhiteSpace(name) ? Name : Shorten(name.Trim(), NameMaxLength),
        UpdatedAt = now,
    };

    /// <summary>A person of ours calls them so; without a name, what WhatsApp calls them counts again.</summary>
    public Customer NamedByUs(string? name) => name is null
        ? IsNamedByUs ? this with { Name = null, IsNamedByUs = false } : this
        : IsNamedByUs && Name == name ? this : this with { Name = name, IsNamedByUs = true };

    /// <summary>The id only: a record would print the name and the number.</summary>
    public override string ToString() => Id.ToString();

    private static string Shorten(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
