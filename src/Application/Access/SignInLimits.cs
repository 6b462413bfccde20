namespace WhatsAppSupport.Application.Access;

/// <summary>How long somebody is signed in, and how often they may be wrong before.</summary>
public static class SignInLimits
{
    /// <summary>So many wrong passwords in a row lock the account.</summary>
    public const int MostTries = 5;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>A working day; then one signs in again, whatever one is doing.</summary>
    public static readonly TimeSpan SessionTime = TimeSpan.FromHours(12);
}
