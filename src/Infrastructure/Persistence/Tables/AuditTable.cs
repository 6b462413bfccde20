using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("audit");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedOnAdd();
        builder.Property(entry => entry.ActorKind).HasConversion<LowerCase<ActorKind>>();
        builder.Property(entry => entry.SubjectKind).HasConversion<LowerCase<SubjectKind>>();
        builder.HasIndex(entry => new { entry.SubjectId, entry.Id }, "ix_audit_subject");
        builder.HasIndex(entry => new { entry.ActorId, entry.Id }, "ix_audit_actor");
        builder.HasIndex(entry => new { entry.Action, entry.Id }, "ix_audit_action");
    }
}

internal sealed class IdempotencyKeysTable : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(key => new { key.ActorId, key.KeyHash });
        builder.HasIndex(key => key.CreatedAt, "ix_idempotency_keys_created");
    }
}
