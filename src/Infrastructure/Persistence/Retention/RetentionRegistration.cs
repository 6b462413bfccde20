using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>What goes after a time, in the order in which it goes: what hangs on something before that.</summary>
internal static class RetentionRegistration
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddRetained(OldRows.Messages)
        .AddRetained(OldReferences.OfMessages)
        .AddRetained(OldReferences.OfErased)
        .AddSingleton<IRetained, OldConversations>()
        .AddRetained(ExpiredRows.Requests)
        .AddRetained(ExpiredRows.SignIns)
        .AddRetained(OldRows.Inbox)
        .AddRetained(OldRows.Reports)
        .AddRetained(database => OldRows.OfState(database, "dead"))
        .AddRetained(database => OldRows.OfState(database, "quarantined"))
        .AddSingleton<IRetained, OldDayKeys>()
        .AddSingleton<IRetained, OldAuditEntries>();

    private static IServiceCollection AddRetained(this IServiceCollection services, Func<Database, IRetained> of) =>
        services.AddSingleton(provider => of(provider.GetRequiredService<Database>()));
}
