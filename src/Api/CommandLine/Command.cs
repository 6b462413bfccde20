namespace WhatsAppSupport.Api.CommandLine;

/// <summary>Something that is typed after the program's name, and done instead of serving.</summary>
/// <param name="Name">One word, or two: <c>health</c>, <c>db migrate</c>.</param>
/// <param name="Does">For whoever asks what there is.</param>
/// <param name="RunAsync">Its outcome is the exit code: 0 where all is good.</param>
internal sealed record Command(string Name, string Does, Func<Typed, Task<int>> RunAsync)
{
    /// <summary>What may be typed behind it.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What must be typed behind it, as a word that stands for it (<c>FILE</c>); null: nothing.</summary>
    public string? Takes { get; init; }

    public string Usage => string.Join(' ', Options.Select(option => $"[{option}]").Prepend(Takes).Prepend(Name).OfType<string>());

    /// <summary>Whether it can be done with these words behind it.</summary>
    public bool Fits(IReadOnlyList<string> words) => Takes is null ? words.All(Options.Contains) : words.Count == 1 && !words[0].StartsWith('-');

    /// <summary>The first word, by which commands belong together.</summary>
    public string Group => Name.Split(' ')[0];
}

/// <summary>What was typed behind a command, and where its words go.</summary>
internal sealed record Typed(IReadOnlyList<string> Options, TextWriter Output, CancellationToken CancellationToken)
{
    public bool Has(string option) => Options.Contains(option);

    public Task SayAsync(string line) => Output.WriteLineAsync(line);
}
