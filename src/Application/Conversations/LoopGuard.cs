using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>
/// Keeps watch in each turn that would be answered, and stops the talk of two programs (<see cref="LoopWatch"/>). Where customers may write
/// without a limit they may do so at machine pace as well: a program is then known only by saying the same again and again.
/// </summary>
internal sealed class LoopGuard(ILookupHashes hashes, SupportOptions options)
{
    /// <summary>A text as long as this is a sentence: where only its numbers differ ("Ticket 48213 was opened") it is the same one.</summary>
    private const int SentenceLength = 24;

    /// <param name="message">Null: it could not be read.</param>
    /// <returns>True: nothing more is to be said.</returns>
    public bool Stops(TurnDraft draft, InboundMessage? message)
    {
        var words = string.IsNullOrWhiteSpace(message?.Text) ? null : message.Text;
        var written = words is null || message?.Payload is not null ? null : Wording(words);
        var paceTells = options.CustomerMessagesPerMinute > 0;
        return draft.StopsLoop(message is null || words is not null, written is null ? null : hashes.MarkOfText(written), paceTells, options.DefaultDepartment);
    }

    private static string Wording(string words)
    {
        var trimmed = words.Trim();
        return trimmed.Length < SentenceLength ? trimmed : string.Concat(trimmed.Where(letter => !char.IsDigit(letter)));
    }
}
