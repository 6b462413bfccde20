namespace WhatsAppSupport.Application.Checkups;

/// <summary>Looks at one thing that must be right for customers to be answered, and changes nothing.</summary>
public interface ICheck
{
    /// <summary>Short and stable, such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>For how long it is waited for; longer than the others only for what does something.</summary>
    TimeSpan Patience => Checkup.Patience;

    /// <summary>May throw: that counts as wrong.</summary>
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken);
}

/// <summary>The worst one is what the whole is.</summary>
public enum Verdict
{
    Good,

    /// <summary>It works, but hardly as meant.</summary>
    Doubtful,
    Wrong,
}

/// <summary>What a check saw. For a person: no secret, no address, no phone number.</summary>
/// <param name="Words">What is there, or what is wrong with it.</param>
/// <param name="WayOut">What to do; null where there is nothing to do.</param>
public sealed record Finding(Verdict Verdict, string Words, string? WayOut = null)
{
    public static Finding Good(string words) => new(Verdict.Good, words);

    public static Finding Doubtful(string words, string wayOut) => new(Verdict.Doubtful, words, wayOut);

    public static Finding Wrong(string words, string wayOut) => new(Verdict.Wrong, words, wayOut);
}
