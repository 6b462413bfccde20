using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Which database; exactly one of the two is set.</summary>
public sealed record PersistenceOptions
{
    /// <summary>An Npgsql connection string.</summary>
    public string? Postgres { get; init; }

    /// <summary>The path of an SQLite file.</summary>
    public string? SqlitePath { get; init; }

    /// <summary>What values are sealed with; null: they are stored in clear.</summary>
    public KeyRing? Ring { get; init; }
}
