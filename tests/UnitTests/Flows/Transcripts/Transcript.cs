namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>A conversation as it is to go, as a support person has written it down.</summary>
/// <param name="File">Its name, for whoever reads what is wrong with it.</param>
internal sealed record Transcript(string File, TranscriptSettings Settings, IReadOnlyList<TranscriptTurn> Turns);

/// <summary>One thing that is done, and all that comes of it, in order.</summary>
internal sealed record TranscriptTurn(Deed Deed, IReadOnlyList<ExpectedEvent> Events);

/// <param name="Text">In the form that <see cref="TranscriptEvents"/> gives to what really happens.</param>
internal sealed record ExpectedEvent(int Line, string Text);

/// <summary>What a line of a transcript says.</summary>
internal abstract record TranscriptLine
{
    public sealed record Done(Deed Deed) : TranscriptLine;

    /// <summary>It holds from the beginning.</summary>
    public sealed record Holds(Func<TranscriptSettings, TranscriptSettings> Set) : TranscriptLine;

    /// <param name="Text">See <see cref="ExpectedEvent"/>.</param>
    public sealed record Expected(string Text) : TranscriptLine;
}

/// <summary>What holds before the first thing is done.</summary>
internal sealed record TranscriptSettings
{
    /// <summary>By the clock of the business. A Thursday.</summary>
    public DateTime Now { get; init; } = new(2026, 11, 26, 11, 0, 0);

    public string Language { get; init; } = "en";

    /// <summary>Null: as the business's hours say.</summary>
    public TranscriptHours? Hours { get; init; }

    /// <summary>What is known of the customer and the conversation, by names such as <c>customer.phone</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}

/// <param name="OpensAt">Null: open at any time.</param>
internal sealed record TranscriptHours(DateTime? OpensAt);

/// <summary>Something is wrong with a transcript, or with how the flow goes.</summary>
internal sealed record TranscriptProblem(string File, int Line, string Problem)
{
    public override string ToString() => $"{File}:{Line}: {Problem}";
}
