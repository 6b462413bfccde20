using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.DemoShop;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Infrastructure.Persistence.Access;
using WhatsAppSupport.Infrastructure.Persistence.Backup;
using WhatsAppSupport.Infrastructure.Persistence.Erasure;
using WhatsAppSupport.Infrastructure.Persistence.Errands;
using WhatsAppSupport.Infrastructure.Persistence.Flows;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.Infrastructure.Persistence.Retention;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Search;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;

namespace WhatsAppSupport.Infrastructure.Persistence;

public static class PersistenceRegistration
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, PersistenceOptions options) => services
        .AddDatabase(options)
        .AddAccounts()
        .AddSealing(options.Ring)
        .AddRetention()
        .AddSingleton<LookupHashes>()
        .AddSingleton<ILookupHashes>(provider => provider.GetRequiredService<LookupHashes>())
        .AddSingleton<IDatabaseStart, DatabaseStart>()
        .AddSingleton<IHealthPart, DatabaseHealth>()
        .AddSingleton<IRestoredRows, RestoredRows>()
        .AddSingleton<IConversationReads, ConversationReads>()
        .AddSingleton<ICustomers, CustomerStore>()
        .AddSingleton<IErasures, ErasureStore>()
        .AddSingleton<IExports, ExportStore>()
        .AddSingleton<IDemoShop, DemoShopStore>()
        .AddSingleton<IFaults, DatabaseFaults>()
        .AddSingleton<IInbox, InboxStore>()
        .AddSingleton<IParkedRows, ParkedRows>()
        .AddSingleton<IUndelivered, UndeliveredMessages>()
        .AddSingleton<IBacklog, BacklogStore>()
        .AddSingleton<TurnStore>()
        .AddSingleton<IOutbox, OutboxStore>()
        .AddSingleton<IUnsettled, UnsettledStore>()
        .AddSingleton<IReports, ReportStore>()
        .AddSingleton<IEscalations, EscalationStore>()
        .AddSingleton<IFlowTimers, FlowTimerStore>()
        .AddSingleton<IErrands, ErrandStore>()
        .AddSingleton<IInterventions, InterventionStore>()
        .AddSingleton<IColleagues, Colleagues>()
        .AddSingleton<IFlowSets, FlowSetStore>()
        .AddSingleton<INameSearch, NameSearch>()
        .AddSingleton<MessageIndex>()
        .AddSingleton<NameIndex>()
        .AddSingleton<IWordIndex, WordIndex>()
        .AddSingleton<KnownCustomers>()
        .AddSingleton<IKnownCustomers>(provider => provider.GetRequiredService<KnownCustomers>())
        .AddSingleton<IMessageHistory>(provider => provider.GetRequiredService<KnownCustomers>());

    private static IServiceCollection AddDatabase(this IServiceCollection services, PersistenceOptions options) =>
        options.Postgres is { } postgres ? services.AddPostgres(postgres) : services.AddSqlite(options.SqlitePath!);

    private static IServiceCollection AddPostgres(this IServiceCollection services, string connectionString) => services
        .AddPooledDbContextFactory<PostgresContext>((provider, builder) => builder.UseNpgsql(provider.GetRequiredService<PostgresDatabase>().Source))
        .AddSingleton<IContextFactory, ContextFactory<PostgresContext>>()
        .AddSingleton(_ => new PostgresDatabase(connectionString))
        .AddSingleton<Database>(provider => provider.GetRequiredService<PostgresDatabase>())
        .AddSingleton<IBackup>(provider => new PostgresBackup(provider.GetRequiredService<PostgresDatabase>(), connectionString))
        .AddHostedService<PostgresWatch>()
        .AddSingleton<PostgresErasedSpace>()
        .AddSingleton<IErasedSpace>(provider => provider.GetRequiredService<PostgresErasedSpace>())
        .AddHostedService(provider => provider.GetRequiredService<PostgresErasedSpace>())
        .AddSingleton<IWorkers, PostgresWorkers>()
        .AddSingleton<IInboxInsert, PostgresInboxInsert>()
        .AddSingleton<IMessageSearch, PostgresMessageSearch>()
        .AddSingleton<IMarksInsert, PostgresMarksInsert>()
        .AddSingleton<ITurnStore, PostgresTurnStore>()
        .AddSingleton<ISendResults, PostgresSendResults>()
        .AddSingleton<IStatusChanges, PostgresStatusChanges>();

    private static IServiceCollection AddSqlite(this IServiceCollection services, string path) => services
        .AddSingleton(_ => new SqliteDatabase(path))
        .AddPooledDbContextFactory<SqliteContext>(builder => builder
            .UseSqlite(SqliteDatabase.ConnectionString(path))
            .AddInterceptors(new SqlitePragmas())

            // A migration with a VACUUM is written so that it can be run again from its beginning.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)))
        .AddSingleton<IContextFactory, ContextFactory<SqliteContext>>()
        .AddSingleton<Database>(provider => provider.GetRequiredService<SqliteDatabase>())
        .AddSingleton<IBackup>(provider => new SqliteBackup(provider.GetRequiredService<SqliteDatabase>(), path))
        .AddSingleton<IErasedSpace, SqliteErasedSpace>()
        .AddSingleton<IWorkers, SoleWorker>()
        .AddSingleton<IInboxInsert, SqliteInboxInsert>()
        .AddSingleton<IMessageSearch, SqliteMessageSearch>()
        .AddSingleton<IMarksInsert, SqliteMarksInsert>()
        .AddSingleton<ITurnStore>(provider => provider.GetRequiredService<TurnStore>())
        .AddSingleton<ISendResults, SqliteSendResults>()
        .AddSingleton<IStatusChanges, SqliteStatusChanges>();
}
