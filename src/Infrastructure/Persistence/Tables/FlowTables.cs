using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Persistence.Flows;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

/// <summary>That none of the rows of these four tables is ever changed, triggers in the database see to.</summary>
internal sealed class FlowTextsTable : IEntityTypeConfiguration<FlowTextRecord>
{
    public void Configure(EntityTypeBuilder<FlowTextRecord> builder)
    {
        builder.ToTable("flow_texts");
        builder.HasKey(text => text.Hash);
    }
}

internal sealed class FlowSetsTable : IEntityTypeConfiguration<FlowSetRecord>
{
    public void Configure(EntityTypeBuilder<FlowSetRecord> builder)
    {
        builder.ToTable("flow_sets");
        builder.HasKey(set => set.Id);
        builder.Property(set => set.Id).ValueGeneratedOnAdd();
        builder.HasIndex(set => set.Hash).IsUnique().HasDatabaseName("ux_flow_sets_hash");
    }
}

internal sealed class FlowSetFilesTable : IEntityTypeConfiguration<FlowSetFileRecord>
{
    public void Configure(EntityTypeBuilder<FlowSetFileRecord> builder)
    {
        builder.ToTable("flow_set_files");
        builder.HasKey(file => new { file.SetId, file.Name });
        builder.HasOne<FlowSetRecord>().WithMany().HasForeignKey(file => file.SetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FlowTextRecord>().WithMany().HasForeignKey(file => file.TextHash).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(file => file.TextHash, "ix_flow_set_files_text");

        // Where a conversation stands in a content that does not run any more: the newest set that has it.
        builder.HasIndex(file => new { file.FlowId, file.Version, file.SetId }, "ix_flow_set_files_version").HasFilter("flow_id IS NOT NULL");
    }
}

internal sealed class PublicationsTable : IEntityTypeConfiguration<PublicationRecord>
{
    public void Configure(EntityTypeBuilder<PublicationRecord> builder)
    {
        builder.ToTable("flow_publications");
        builder.HasKey(publication => publication.Id);
        builder.Property(publication => publication.Id).ValueGeneratedNever();
        builder.Property(publication => publication.ByKind).HasConversion<LowerCase<ActorKind>>();
        builder.HasOne<FlowSetRecord>().WithMany().HasForeignKey(publication => publication.SetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(publication => publication.SetId, "ix_flow_publications_set");
    }
}
