using System.Globalization;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>
/// Whether another program answers us: what a customer's messages would have to look like, one after another, to be answers of a
/// machine to ours. Kept with the conversation, so that it holds across restarts and processes. Only what follows an answer of ours
/// counts: who writes without waiting talks to nobody's bot. It knows texts by a keyed mark and places by a hash, never by their words.
/// </summary>
public sealed record LoopWatch : Personal
{
    /// <summary>Why a conversation was stopped: the reason of its escalation.</summary>
    public const string Reason = "bot_loop";

    /// <summary>
    /// So often in a row a person may write the same, or answer at machine pace. No fewer than one customer is answered a minute by default, so
    /// that a person who writes too fast is told so first, and is taken for a program only if that, too, is answered in a moment.
    /// </summary>
    public const int MostInARow = 20;

    /// <summary>So many messages, less one in two minutes, may bring the talk to no new place in a flow.</summary>
    public const int MostWithoutProgress = 40;

    /// <summary>The way to the customer and back takes a second or two; nobody reads and writes in what is left of this.</summary>
    public static readonly TimeSpan MachinePace = TimeSpan.FromSeconds(3);

    /// <summary>Who asks the same again after a longer pause wants to know whether something has changed.</summary>
    public static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(5);

    /// <summary>One message without progress is forgotten in this time: a talk at that pace may go on for ever.</summary>
    public static readonly TimeSpan ForgetsOneIn = TimeSpan.FromMinutes(2);

    /// <summary>A talk that has seen more places than that makes no progress by seeing yet another.</summary>
    private const int MostPlaces = 32;
    private const int PlaceLength = 4;

    /// <summary>Nothing was said yet.</summary>
    public static readonly LoopWatch Begun = new();

    /// <summary>The mark of the last text; null for what holds no text that could be repeated.</summary>
    public uint? Text { get; init; }

    /// <summary>Times in a row that it came.</summary>
    public int Same { get; init; }

    /// <summary>Messages in a row that came at machine pace.</summary>
    public int Quick { get; init; }

    /// <summary>Messages since the last new place, less what was forgotten until <see cref="CountedAt"/>.</summary>
    public double Idle { get; init; }

    public DateTimeOffset CountedAt { get; init; }

    /// <summary>When we said something that nobody has answered yet.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The places in flows that the talk has been at, each by four hexadecimal digits.</summary>
    public string Places { get; init; } = "";

    /// <summary>A loop was stopped, and nothing else was written since: the same text once more is the same loop.</summary>
    public bool WasStopped { get; init; }

    public LoopSign Sign => Same > MostInARow ? LoopSign.SameText
        : Quick > MostInARow ? LoopSign.MachinePace
        : Idle > MostWithoutProgress ? LoopSign.NoProgress
        : LoopSign.None;

    /// <summary>The customer wrote something that is to be answered.</summary>
    /// <param name="hasWords">False for pictures and the like: those of an album come faster than anybody can write.</param>
    /// <param name="text">The mark of what was written; null for a tap, too, because people tap the same button for another page.</param>
    /// <param name="arrivedAt">When the webhook accepted it.</param>
    public LoopWatch Heard(bool hasWords, uint? text, DateTimeOffset arrivedAt)
    {
        if (WasStopped && text is not null && text == Text)
        {
            return this with { Same = MostInARow + 1 };
        }

        if (AnsweredAt is not { } answered || arrivedAt <= answered)
        {
            return this with { WasStopped = false };
        }

        var pause = arrivedAt - answered;
        var forgotten = Math.Max(0, (arrivedAt - CountedAt) / ForgetsOneIn);
        return this with
        {
            WasStopped = false,
            AnsweredAt = null,
            Text = text,
            Same = text is null ? 0 : text == Text && pause <= SameWithin ? Same + 1 : 1,
            Quick = !hasWords ? Quick : pause <= MachinePace ? Quick + 1 : 0,
            Idle = Math.Max(0, Idle - forgotten) + 1,
            CountedAt = arrivedAt,
            Places = pause >= Conversation.FlowForgottenAfter ? "" : Places,
        };
    }

    /// <summary>We said something, and stand at <paramref name="place"/> now.</summary>
    public LoopWatch Answered(FlowPosition? place, DateTimeOffset at)
    {
        var mark = place is null ? null : MarkOf(place);
        return mark is null || Places.Length >= MostPlaces * PlaceLength || HasBeenAt(mark)
            ? this with { AnsweredAt = at }
            : this with { AnsweredAt = at, Idle = 0, Places = Places + mark };
    }

    /// <summary>It is stopped. All that is remembered is what it was stopped with.</summary>
    public LoopWatch Stopped() => Begun with { Text = Text, WasStopped = true };

    private bool HasBeenAt(string mark)
    {
        for (var start = 0; start < Places.Length; start += PlaceLength)
        {
            if (Places.AsSpan(start).StartsWith(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FNV-1a, folded: the same in every process, unlike the runtime's own hash of a text.</summary>
    private static string MarkOf(FlowPosition place)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in $"{place.FlowId}\n{place.Step}")
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return ((ushort)(hash ^ (hash >> 16))).ToString("x4", CultureInfo.InvariantCulture);
    }
}

/// <summary>By what a loop was recognised.</summary>
public enum LoopSign
{
    None,

    /// <summary>The same text again and again, each time after an answer of ours.</summary>
    SameText,

    /// <summary>Answers that no person could have written so soon.</summary>
    MachinePace,

    /// <summary>On and on, and the talk gets nowhere.</summary>
    NoProgress,
}
