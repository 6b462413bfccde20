using Microsoft.AspNetCore.Identity;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>
/// Compares a password with a hash. It takes a tenth of a second of a processor, which is the point of it; so only a few are compared at
/// once, and a flood of guesses does not hold up those who write to the business.
/// </summary>
internal sealed class PasswordHashing(IPasswordHasher<Account> hasher) : IDisposable
{
    /// <summary>Less than whoever asks waits (three seconds): nothing is compared for somebody who has left.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly Account Nobody = new() { Name = "" };

    private readonly SemaphoreSlim few = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>What is compared with where there is nothing to compare with, so that it takes as long.</summary>
    private readonly string nobodys = hasher.HashPassword(Nobody, "the password of nobody");

    /// <summary>
    /// A place to compare in, before a try is counted: who is turned away because too many try has not tried.
    /// </summary>
    /// <exception cref="OverloadedException">There was none in time.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken) =>
        await few.WaitAsync(Patience, cancellationToken) ? new Leave(few) : throw new OverloadedException();

    /// <param name="hash">Null: there is nobody, and it is never right.</param>
    public bool IsRight(string? hash, string password) =>
        hasher.VerifyHashedPassword(Nobody, hash ?? nobodys, password) != PasswordVerificationResult.Failed && hash is not null;

    public void Dispose() => few.Dispose();

    private sealed class Leave(SemaphoreSlim few) : IDisposable
    {
        public void Dispose() => few.Release();
    }
}
