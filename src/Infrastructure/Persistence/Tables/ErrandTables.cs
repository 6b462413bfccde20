using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Errands;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

/// <summary>Goes with its conversation.</summary>
internal sealed class FlowTimersTable : IEntityTypeConfiguration<FlowTimerRecord>
{
    public void Configure(EntityTypeBuilder<FlowTimerRecord> builder)
    {
        builder.ToTable("flow_timers");
        builder.HasKey(timer => timer.ConversationId);
        builder.Property(timer => timer.ConversationId).ValueGeneratedNever();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(timer => timer.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(timer => timer.DueAt, "ix_flow_timers_due");
    }
}

/// <summary>Goes with its conversation.</summary>
internal sealed class NotesTable : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("notes");
        builder.HasKey(note => note.Id);
        builder.Property(note => note.Id).ValueGeneratedNever();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(note => note.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(note => new { note.ConversationId, note.CreatedAt, note.Id }, "ix_notes_conversation");
    }
}

/// <summary>Goes with its conversation.</summary>
internal sealed class FlowErrandsTable : IEntityTypeConfiguration<FlowErrandRecord>
{
    public void Configure(EntityTypeBuilder<FlowErrandRecord> builder)
    {
        builder.ToTable("flow_errands");
        builder.HasKey(errand => errand.ConversationId);
        builder.Property(errand => errand.ConversationId).ValueGeneratedNever();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(errand => errand.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(errand => errand.DueAt, "ix_flow_errands_due");
    }
}
