using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Keys;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>Who may come in: accounts as ASP.NET Core Identity keeps them, sessions, keys, and what was changed by whom.</summary>
internal static class AccountsRegistration
{
    /// <summary>What cookies are sealed for: another program on the same database opens none of them.</summary>
    private const string Program = "whatsapp-support";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(Program).PersistKeysToDbContext<SupportContext>();
        services.AddOptions<KeyManagementOptions>().Configure<SealingRing>(
            (options, sealing) => options.XmlEncryptor = sealing.Keys is { } ring ? new SealedCookieKeys(ring) : null);
        services
            .AddScoped(provider => provider.GetRequiredService<IContextFactory>().Create())

            // Before Identity, which would add rules of its own.
            .AddScoped<IPasswordValidator<Account>, PasswordFit>()
            .AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<AccountStore>();
        return services
            .AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>()
            .AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>()
            .AddSingleton<SealingKeys>()
            .AddSingleton<Accounts>()
            .AddSingleton<PasswordHashing>()
            .AddSingleton<IPasswords, PasswordStore>()
            .AddSingleton<ISignIns, SignInStore>()
            .AddSingleton<IAgents, AgentStore>()
            .AddSingleton<IApiKeys, ApiKeyStore>()
            .AddSingleton<IAuditLog, AuditLog>();
    }
}
