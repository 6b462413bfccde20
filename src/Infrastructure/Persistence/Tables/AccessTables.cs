using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Infrastructure.Persistence.Access;

namespace WhatsAppSupport.Infrastructure.Persistence.Tables;

/// <summary>Of Identity's columns those that are used: an agent signs in by e-mail, which is the user name, and password.</summary>
internal sealed class AgentsTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(account => account.Id);
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.Role).HasConversion<LowerCase<Role>>();
        builder.Property(account => account.Email).IsRequired();
        builder.Property(account => account.NormalizedEmail).IsRequired();
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
        builder.Ignore(account => account.PhoneNumber);
        builder.Ignore(account => account.PhoneNumberConfirmed);
        builder.Ignore(account => account.TwoFactorEnabled);
        builder.Ignore(account => account.EmailConfirmed);
        builder.HasIndex(account => account.NormalizedEmail).IsUnique().HasDatabaseName("ux_agents_email");
    }
}

internal sealed class SignInsTable : IEntityTypeConfiguration<SignInRecord>
{
    public void Configure(EntityTypeBuilder<SignInRecord> builder)
    {
        builder.ToTable("sign_ins");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AgentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.AgentId, "ix_sign_ins_agent");
        builder.HasIndex(session => session.ExpiresAt, "ix_sign_ins_expiry");
    }
}

internal sealed class ApiKeysTable : IEntityTypeConfiguration<ApiKeyRecord>
{
    public void Configure(EntityTypeBuilder<ApiKeyRecord> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.HasIndex(key => key.Hash).IsUnique().HasDatabaseName("ux_api_keys_hash");
    }
}

/// <summary>What seals the cookies, shared by all processes.</summary>
internal sealed class DataProtectionKeysTable : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_keys");
}
