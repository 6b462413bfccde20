using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

/// <summary>Messages in both directions; those with <c>is_queued</c> are the outbox.</summary>
internal sealed class MessagesTable : IEntityTypeConfiguration<Message>
{
    /// <summary>The order in which messages were committed: what a customer gets first. A database identity.</summary>
    public const string Sequence = "Seq";

    /// <summary>It, and what comes after it to that customer, waits: pending, sending, or unknown and not yet given up.</summary>
    public const string IsQueued = "IsQueued";
    public const string ClaimedAt = "ClaimedAt";
    public const string Attempts = "Attempts";
    public const string NextAttemptAt = "NextAttemptAt";
    public const string UnknownSince = "UnknownSince";

    /// <summary>How often it was sent again though it was perhaps sent before.</summary>
    public const string Repeats = "Repeats";

    /// <summary>The place in a trace of the turn that said it; null: that was not traced.</summary>
    public const string TraceParent = "TraceParent";

    /// <summary>
    /// The status of what did not arrive (failed, unknown, cancelled), null for everything else. An index over the status itself would be
    /// written to by each report of each message.
    /// </summary>
    public const string Undelivered = "Undelivered";

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property<long>(Sequence).ValueGeneratedOnAdd();
        builder.HasKey(Sequence);
        builder.Property<bool>(IsQueued);
        builder.Property<DateTimeOffset?>(ClaimedAt);
        builder.Property<int>(Attempts);
        builder.Property<DateTimeOffset?>(NextAttemptAt);
        builder.Property<DateTimeOffset?>(UnknownSince);
        builder.Property<int>(Repeats);
        builder.Property<string?>(TraceParent).HasColumnName("traceparent");

        builder.Property(message => message.Direction).HasConversion<LowerCase<Direction>>();
        builder.Property(message => message.Type).HasConversion<LowerCase<MessageType>>().HasColumnName("message_type");
        builder.Property(message => message.Status).HasConversion<LowerCase<DeliveryStatus>>().HasColumnName("delivery_status");
        builder.Property(message => message.Author).HasConversion<LowerCase<Author>>();
        builder.Property(message => message.Options).HasConversion<OptionsConverter, OptionsComparer>().IsRequired(false);
        builder.Property(message => message.ProcessingTime).HasConversion<SecondsConverter>();
        builder.Property<bool>("IsFromLlm").HasComputedColumnSql("llm_model_used IS NOT NULL", stored: true);
        builder.Ignore(message => message.CanBeSentAnew);
        builder.Property<string?>(Undelivered).HasComputedColumnSql(
            "CASE WHEN delivery_status IN ('failed', 'unknown', 'cancelled') THEN delivery_status END", stored: true);
        builder.ComplexProperty(message => message.Model, model =>
        {
            model.Property(usage => usage.Name).HasColumnName("llm_model_used");
            model.Property(usage => usage.Tokens).HasColumnName("tokens");
            model.Property(usage => usage.CostMicroDollars).HasColumnName("llm_cost");
        });

        builder.HasIndex(message => message.Id).IsUnique().HasDatabaseName("ux_messages_id");
        builder.HasIndex(message => new { message.ConversationId, message.Ordinal }, "ux_messages_ordinal").IsUnique();
        builder.HasIndex([nameof(Message.CustomerId), Sequence], "ix_messages_outbox").HasFilter("is_queued");
        builder.HasIndex([Undelivered, Sequence], "ix_messages_undelivered").HasFilter("undelivered IS NOT NULL");
        builder.HasIndex(message => message.ResendOf, "ux_messages_resend").IsUnique().HasFilter("resend_of IS NOT NULL");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(message => message.ConversationId).OnDelete(DeleteBehavior.Restrict);
    }
}
