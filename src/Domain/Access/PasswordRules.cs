namespace WhatsAppSupport.Domain.Access;

/// <summary>Which passwords are taken: length is what makes them hard to guess, so that nobody has to put signs into them.</summary>
public static class PasswordRules
{
    public const int MinLength = 12;

    /// <summary>Hashing takes the longer the longer it is.</summary>
    public const int MaxLength = 128;

    /// <summary>Fewer are a pattern: "aaaaaaaaaaaa", "abababababab".</summary>
    private const int LeastDifferent = 5;

    /// <summary>What a good one looks like.</summary>
    public const string Advice = "a few words in a row";

    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? ProblemOf(string password, string email) => password switch
    {
        { Length: < MinLength or > MaxLength } => $"not {MinLength} to {MaxLength} characters long",
        _ when IsEmail(password, email) => "the e-mail address itself",
        _ when password.Distinct().Count() < LeastDifferent || IsRun(password) => "a pattern that is guessed first",
        _ => null,
    };

    private static bool IsEmail(string password, string email) =>
        password.Equals(email, StringComparison.OrdinalIgnoreCase) || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>"123456789012", "abcdefghijkl", and the same backwards.</summary>
    private static bool IsRun(string password)
    {
        var steps = password.Zip(password.Skip(1), StepOf).Distinct().ToList();
        return steps is [1] or [-1];
    }

    private static int StepOf(char one, char next) => (one, next) switch
    {
        ('9', '0') => 1,
        ('0', '9') => -1,
        _ => char.ToLowerInvariant(next) - char.ToLowerInvariant(one),
    };
}
