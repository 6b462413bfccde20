using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

internal sealed class ConversationsTable : IEntityTypeConfiguration<Conversation>
{
    /// <summary>When people outside were told of the escalation.</summary>
    public const string NotifiedAt = "NotifiedAt";
    public const string NotifyAttempts = "NotifyAttempts";
    public const string NotifyAfter = "NotifyAfter";

    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(conversation => conversation.Id);
        builder.Property(conversation => conversation.Id).ValueGeneratedNever();
        builder.Property(conversation => conversation.Status).HasConversion<LowerCase<ConversationStatus>>();
        builder.Property<DateTimeOffset?>(NotifiedAt);
        builder.Property<int>(NotifyAttempts);
        builder.Property<DateTimeOffset?>(NotifyAfter);
        builder.ComplexProperty(conversation => conversation.Flow, flow =>
        {
            flow.Property(position => position.FlowId).HasColumnName("current_flow");
            flow.Property(position => position.Version).HasColumnName("flow_version");
            flow.Property(position => position.Step).HasColumnName("current_step");
            flow.Property(position => position.State).HasColumnName("flow_state");
        });
        builder.Property(conversation => conversation.Loop).HasConversion<LoopWatchConverter>().HasColumnName("loop_watch");
        builder.Ignore(conversation => conversation.IsWithPerson);
        builder.Ignore(conversation => conversation.IsStoppedLoop);

        builder.HasOne<Customer>().WithMany().HasForeignKey(conversation => conversation.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(conversation => conversation.SessionId).IsUnique().HasDatabaseName("ux_conversations_session");
        builder.HasIndex(conversation => new { conversation.CustomerId, conversation.IntegratedNumber }, "ux_conversations_live")
            .IsUnique().HasFilter("status <> 'completed'");
        builder.HasIndex(conversation => new { conversation.CustomerId, conversation.IntegratedNumber, conversation.CreatedAt }, "ix_conversations_customer");
        ForLists(builder);
    }

    /// <summary>
    /// What lists filter by, the status, then the order of their pages: a list walks one of these for each status and merges what it finds
    /// (docs/decisions/0025). Each turn writes to all of these whose filter holds: what a bot's conversation does not have costs it nothing.
    /// </summary>
    private static void ForLists(EntityTypeBuilder<Conversation> builder)
    {
        // Who has it, and whether it is flagged, orders nothing: so what most conversations have is counted without a look at them.
        builder.HasIndex(conversation => new { conversation.Status, conversation.UpdatedAt, conversation.Id, conversation.Assignee, conversation.IsFlagged }, "ix_conversations_status");
        builder.HasIndex(
            conversation => new { conversation.Language, conversation.Status, conversation.UpdatedAt, conversation.Id, conversation.Assignee, conversation.IsFlagged },
            "ix_conversations_language");
        builder.HasIndex(conversation => new { conversation.Department, conversation.Status, conversation.UpdatedAt, conversation.Id }, "ix_conversations_department")
            .HasFilter("department IS NOT NULL");
        builder.HasIndex(conversation => new { conversation.AssigneeId, conversation.Status, conversation.UpdatedAt, conversation.Id }, "ix_conversations_assignee")
            .HasFilter("assignee_id IS NOT NULL");
        builder.HasIndex(conversation => new { conversation.Status, conversation.UpdatedAt, conversation.Id }, "ix_conversations_flagged").HasFilter("is_flagged");

        // Those that are sorted by any word; which it is stands in the row.
        builder.HasIndex(conversation => new { conversation.Status, conversation.UpdatedAt, conversation.Id }, "ix_conversations_tagged").HasFilter("tags IS NOT NULL");

        // Who waits for a person and nobody has come: for lists, notices and time-outs.
        builder.HasIndex(conversation => new { conversation.EscalatedAt, conversation.Id }, "ix_conversations_escalated")
            .HasFilter("status = 'escalated' AND assignee IS NULL");
    }
}
