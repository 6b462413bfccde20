using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Infrastructure.Persistence.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

/// <summary>
/// Marks go with their message by a trigger. A foreign key would do it, too, but would lock the message while its marks are stored, and what is locked
/// is passed over by whoever claims messages to send. What finds marks is made by each database in its own way: GIN, FTS5.
/// </summary>
internal sealed class MessageMarksTable : IEntityTypeConfiguration<MessageMarks>
{
    public void Configure(EntityTypeBuilder<MessageMarks> builder)
    {
        builder.ToTable("message_marks");
        builder.HasKey(message => message.Seq);
        builder.Property(message => message.Seq).ValueGeneratedNever();
    }
}

/// <summary>They go with their customer by a trigger, too.</summary>
internal sealed class CustomerMarksTable : IEntityTypeConfiguration<CustomerMark>
{
    public void Configure(EntityTypeBuilder<CustomerMark> builder)
    {
        builder.ToTable("customer_marks");
        builder.HasKey(mark => new { mark.Mark, mark.CreatedAt, mark.CustomerId });
        builder.HasIndex(mark => mark.CustomerId, "ix_customer_marks_customer");
    }
}

/// <summary>Rows are only added and taken away, so that no turn ever waits for the index.</summary>
internal sealed class UnmarkedNamesTable : IEntityTypeConfiguration<UnmarkedName>
{
    public void Configure(EntityTypeBuilder<UnmarkedName> builder)
    {
        builder.ToTable("unmarked_names");
        builder.HasKey(name => name.Id);
        builder.Property(name => name.Id).ValueGeneratedOnAdd();
    }
}

internal sealed class SearchProgressTable : IEntityTypeConfiguration<SearchProgress>
{
    public void Configure(EntityTypeBuilder<SearchProgress> builder)
    {
        builder.ToTable("search_progress");
        builder.HasKey(progress => progress.Id);
        builder.Property(progress => progress.Id).ValueGeneratedNever();
    }
}
