using Microsoft.AspNetCore.Identity;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary><see cref="PasswordRules"/> as Identity asks for them.</summary>
internal sealed class PasswordFit : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        PasswordRules.ProblemOf(password ?? "", user.Email ?? "") is null
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = nameof(PasswordFit), Description = "The password does not fit the rules." }));
}
