using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>
/// Opens accounts with Identity's rules around them, on a context of their own: who has no patience leaves a request, and its scope ends while
/// its query goes on.
/// </summary>
internal sealed class Accounts(IServiceScopeFactory scopes)
{
    public OpenAccounts Open() => new(scopes.CreateAsyncScope());
}

internal sealed class OpenAccounts(AsyncServiceScope scope) : IAsyncDisposable
{
    public UserManager<Account> Users { get; } = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

    public SupportContext Context { get; } = scope.ServiceProvider.GetRequiredService<SupportContext>();

    /// <summary>A new password: Identity hashes it, and gives the account a new stamp.</summary>
    public async Task SetPasswordAsync(Account account, string password)
    {
        account.PasswordHash = null;
        var set = await Users.AddPasswordAsync(account, password);
        if (!set.Succeeded)
        {
            throw new InvalidOperationException($"A password is looked at before it is set ({CodesOf(set)}).");
        }
    }

    /// <summary>Null where Identity takes it; a refusal where somebody has the e-mail.</summary>
    public static Error? RefusalOf(IdentityResult result) => result switch
    {
        { Succeeded: true } => null,
        _ when result.Errors.All(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName)) => new EmailTaken(),
        _ => throw new InvalidOperationException($"An account is looked at before it is stored ({CodesOf(result)})."),
    };

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private static string CodesOf(IdentityResult result) => string.Join(", ", result.Errors.Select(error => error.Code));
}
