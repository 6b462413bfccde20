using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Access;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.Infrastructure.Persistence.Flows;
using WhatsAppSupport.Infrastructure.Persistence.Search;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>The schema, the same on both databases; each has its own derived context and its own migrations.</summary>
public abstract class SupportContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<InboxRecord> Inbox => Set<InboxRecord>();

    public DbSet<FlowTimerRecord> FlowTimers => Set<FlowTimerRecord>();

    public DbSet<FlowErrandRecord> FlowErrands => Set<FlowErrandRecord>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<ProviderReference> ProviderReferences => Set<ProviderReference>();

    public DbSet<DayKeyRecord> DayKeys => Set<DayKeyRecord>();

    public DbSet<StoredSecret> Secrets => Set<StoredSecret>();

    public DbSet<Account> Agents => Set<Account>();

    public DbSet<SignInRecord> SignIns => Set<SignInRecord>();

    public DbSet<ApiKeyRecord> ApiKeys => Set<ApiKeyRecord>();

    public DbSet<AuditRecord> AuditEntries => Set<AuditRecord>();

    public DbSet<IdempotencyRecord> IdempotencyKeys => Set<IdempotencyRecord>();

    public DbSet<MessageMarks> MessageMarks => Set<MessageMarks>();

    public DbSet<CustomerMark> CustomerMarks => Set<CustomerMark>();

    public DbSet<UnmarkedName> UnmarkedNames => Set<UnmarkedName>();

    public DbSet<SearchProgress> SearchProgress => Set<SearchProgress>();

    public DbSet<FlowTextRecord> FlowTexts => Set<FlowTextRecord>();

    public DbSet<FlowSetRecord> FlowSets => Set<FlowSetRecord>();

    public DbSet<FlowSetFileRecord> FlowSetFiles => Set<FlowSetFileRecord>();

    public DbSet<PublicationRecord> Publications => Set<PublicationRecord>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();
        configurationBuilder.Properties<ConversationId>().HaveConversion<ConversationIdConverter>();
        configurationBuilder.Properties<MessageId>().HaveConversion<MessageIdConverter>();
        configurationBuilder.Properties<LookupHash>().HaveConversion<LookupHashConverter>();
        configurationBuilder.Properties<PhoneNumber>().HaveConversion<PhoneNumberConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new CustomersTable());
        modelBuilder.ApplyConfiguration(new ConversationsTable());
        modelBuilder.ApplyConfiguration(new MessagesTable());
        modelBuilder.ApplyConfiguration(new InboxTable());
        modelBuilder.ApplyConfiguration(new FlowTimersTable());
        modelBuilder.ApplyConfiguration(new FlowErrandsTable());
        modelBuilder.ApplyConfiguration(new NotesTable());
        modelBuilder.ApplyConfiguration(new ProviderReferencesTable());
        modelBuilder.ApplyConfiguration(new SecretsTable());
        modelBuilder.ApplyConfiguration(new DayKeysTable());
        modelBuilder.ApplyConfiguration(new WorkersTable());
        modelBuilder.ApplyConfiguration(new AgentsTable());
        modelBuilder.ApplyConfiguration(new SignInsTable());
        modelBuilder.ApplyConfiguration(new ApiKeysTable());
        modelBuilder.ApplyConfiguration(new AuditTable());
        modelBuilder.ApplyConfiguration(new IdempotencyKeysTable());
        modelBuilder.ApplyConfiguration(new MessageMarksTable());
        modelBuilder.ApplyConfiguration(new CustomerMarksTable());
        modelBuilder.ApplyConfiguration(new UnmarkedNamesTable());
        modelBuilder.ApplyConfiguration(new SearchProgressTable());
        modelBuilder.ApplyConfiguration(new FlowTextsTable());
        modelBuilder.ApplyConfiguration(new FlowSetsTable());
        modelBuilder.ApplyConfiguration(new FlowSetFilesTable());
        modelBuilder.ApplyConfiguration(new PublicationsTable());
        modelBuilder.ApplyConfiguration(new DataProtectionKeysTable());
        SnakeCase.Apply(modelBuilder.Model);
    }
}
