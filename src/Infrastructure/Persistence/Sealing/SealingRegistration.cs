using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Infrastructure.Sealing;
using WhatsAppSupport.Infrastructure.Sessions;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

internal static class SealingRegistration
{
    public static IServiceCollection AddSealing(this IServiceCollection services, KeyRing? ring) => services
        .AddSingleton(new SealingRing(ring))
        .AddSingleton<CustomerKeys>()
        .AddSingleton<DayKeys>()
        .AddSingleton<LookupKey>()
        .AddSingleton<MissingRingKeys>()
        .AddSingleton<Vault>()
        .AddSingleton<InboxSeal>()
        .AddSingleton<IKeyRotation, KeyRotation>()
        .AddSingleton<IClearRows, ClearRows>()
        .AddSingleton<ISessionSeal, SessionSeal>()
        .AddHostedService<DayKeysAhead>();
}
