using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>Identity's own store. It saves nothing by itself: what it has changed is saved together with the entry in the audit log.</summary>
internal sealed class AccountStore : UserOnlyStore<Account, SupportContext, Guid>
{
    public AccountStore(SupportContext context, IdentityErrorDescriber describer)
        : base(context, describer) => AutoSaveChanges = false;

    /// <summary>Identity would write every column; wrong passwords that are counted meanwhile would be forgotten. What was changed is tracked.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return Task.FromResult(IdentityResult.Success);
    }
}
