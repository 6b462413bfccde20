namespace WhatsAppSupport.Api.Settings;

/// <summary>Which database, and how it is reached.</summary>
public abstract record DatabaseTarget
{
    public static readonly DatabaseTarget Default = new Sqlite("data/whatsapp-support.db");

    private DatabaseTarget()
    {
    }

    /// <summary>What kind of database, and nothing of where it is.</summary>
    public abstract string Kind { get; }

    /// <summary>What it is, for a person; never a password.</summary>
    public abstract string Description { get; }

    public sealed override string ToString() => Description;

    /// <param name="Path">Relative paths are taken from the working directory.</param>
    public sealed record Sqlite(string Path) : DatabaseTarget
    {
        public override string Kind => "SQLite";

        public override string Description => $"{Kind} file {Path}";
    }

    /// <param name="ConnectionString">As Npgsql takes it.</param>
    public sealed record Postgres(string ConnectionString, string Description) : DatabaseTarget
    {
        public override string Kind => "PostgreSQL";

        public override string Description { get; } = Description;
    }
}
