using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>What is done to a flow in a transcript.</summary>
/// <param name="Line">Where it is written.</param>
/// <param name="Written">How it is written.</param>
internal abstract record Deed(int Line, string Written)
{
    public sealed record Writes(int Line, string Written, string Text) : Deed(Line, Written);

    public sealed record Taps(int Line, string Written, string Title) : Deed(Line, Written);

    /// <param name="Media">As the provider's webhook tells it.</param>
    public sealed record Sends(int Line, string Written, MessageType Type, string? Caption, string? Media) : Deed(Line, Written);

    public sealed record TimePasses(int Line, string Written, TimeSpan Time) : Deed(Line, Written);

    /// <param name="IsModel">Whether it is the language model that answers, and not another system.</param>
    public sealed record Answers(int Line, string Written, bool IsModel, FlowAnswer Answer) : Deed(Line, Written);
}
