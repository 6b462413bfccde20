using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

internal sealed class InboxTable : IEntityTypeConfiguration<InboxRecord>
{
    /// <summary><see cref="InboxKinds.IsOfLane"/> in SQL: whatever kind of row comes, there is one of each id. An insert that may conflict says it in the same words.</summary>
    public const string IsOfLane = "kind NOT IN ('report', 'unread')";

    public void Configure(EntityTypeBuilder<InboxRecord> builder)
    {
        builder.ToTable("inbox");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Kind).HasConversion<LowerCase<InboxKind>>();
        builder.Property(row => row.State).HasConversion<LowerCase<InboxState>>();
        builder.Property(row => row.TraceParent).HasColumnName("traceparent");

        builder.HasIndex(row => new { row.IntegratedNumber, row.ProviderIdHash }, "ux_inbox_once").IsUnique().HasFilter(IsOfLane);
        builder.HasIndex(row => new { row.CustomerHash, row.Id }, "ix_inbox_lane").HasFilter("state = 'pending' AND customer_hash IS NOT NULL");

        // A row is in one of these two: here once it has left the lane. By it a customer's rows are found who is exported or erased.
        builder.HasIndex(row => row.CustomerHash, "ix_inbox_customer").HasFilter("state <> 'pending' AND customer_hash IS NOT NULL");
        builder.HasIndex(row => new { row.NextAttemptAt, row.Id }, "ix_inbox_reports").HasFilter("state = 'pending' AND kind = 'report'");
        builder.HasIndex(row => new { row.State, row.Id }, "ix_inbox_trouble").HasFilter("state IN ('dead', 'quarantined')");
    }
}

internal sealed class ProviderReferencesTable : IEntityTypeConfiguration<ProviderReference>
{
    public void Configure(EntityTypeBuilder<ProviderReference> builder)
    {
        builder.ToTable("provider_references");
        builder.HasKey(reference => new { reference.Hash, reference.MessageId });
        builder.HasIndex(reference => reference.MessageId, "ix_provider_references_message");
    }
}

internal sealed class SecretsTable : IEntityTypeConfiguration<StoredSecret>
{
    public void Configure(EntityTypeBuilder<StoredSecret> builder)
    {
        builder.ToTable("secrets");
        builder.HasKey(secret => secret.Name);
    }
}

internal sealed class DayKeysTable : IEntityTypeConfiguration<DayKeyRecord>
{
    public void Configure(EntityTypeBuilder<DayKeyRecord> builder)
    {
        builder.ToTable("day_keys");
        builder.HasKey(key => key.Day);
        builder.Property(key => key.Day).ValueGeneratedNever();
    }
}
