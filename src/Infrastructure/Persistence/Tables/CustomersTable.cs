using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

internal sealed class CustomersTable : IEntityTypeConfiguration<Customer>
{
    /// <summary>What all that is theirs is sealed with, itself sealed by the ring; null while their rows are in clear.</summary>
    public const string DataKey = "DataKey";

    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.HasKey(customer => customer.Id);
        builder.Property(customer => customer.Id).ValueGeneratedNever();
        builder.Property(customer => customer.Bsuid).HasColumnName("bsuid");
        builder.Property(customer => customer.BsuidHash).HasColumnName("bsuid_hash");
        builder.HasIndex(customer => customer.PhoneHash).IsUnique().HasDatabaseName("ux_customers_phone");
        builder.HasIndex(customer => customer.BsuidHash).IsUnique().HasDatabaseName("ux_customers_bsuid");
        builder.HasIndex(customer => new { customer.CreatedAt, customer.Id }, "ix_customers_created");
        builder.Property(customer => customer.IsNamedByUs).HasDefaultValue(false);
        builder.Property(customer => customer.Version).HasDefaultValue(1L);
        builder.Property<byte[]?>(DataKey);
        builder.Ignore(customer => customer.Address);
    }
}
