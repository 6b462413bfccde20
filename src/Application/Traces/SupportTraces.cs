using System.Diagnostics;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Application.Traces;

/// <summary>
/// What happens because of one thing that was posted, as one trace through all processes that have to do with it: the inbox row keeps the place of its webhook in
/// the trace, an outbound message that of its turn. Spans carry ids, outcomes and kinds, never what was said or by whom.
/// Where nobody wants traces there is no source: nothing is begun, and nothing is kept.
/// </summary>
public sealed class SupportTraces(SupportOptions options) : IDisposable
{
    public const string SourceName = "WhatsAppSupport";

    private readonly ActivitySource? source = options.IsTraced ? new ActivitySource(SourceName) : null;

    /// <summary>The place in the trace of what is going on, as W3C writes it (<c>traceparent</c>), for whoever goes on with it later. Null: it is not traced.</summary>
    public string? Here => source is not null && Activity.Current is { } span && span.Source == source ? span.Id : null;

    /// <summary>A request to the webhook, from its first byte to its answer. It begins a trace: whoever posts has no say in what it is called.</summary>
    public Activity? Webhook() => Begin("webhook", ActivityKind.Server, null);

    /// <summary>One try to handle a row of a lane.</summary>
    public Activity? Turn(LaneRow row) => Begin("turn", ActivityKind.Consumer, row.TraceParent)
        ?.SetTag("row.id", row.Id)
        .SetTag("row.kind", NameOf(row.Kind));

    /// <summary>A question to one model.</summary>
    /// <param name="model">As the settings name it.</param>
    /// <param name="traceParent">The turn that wants an answer; null: what goes on here.</param>
    public Activity? Model(string model, string? traceParent) => (traceParent is null ? source?.StartActivity("model", ActivityKind.Client)
        : Begin("model", ActivityKind.Client, traceParent))?.SetTag("model", model);

    /// <summary>A call that a flow makes of another system.</summary>
    /// <param name="traceParent">The turn that wanted it.</param>
    public Activity? Call(string? traceParent) => Begin("call", ActivityKind.Client, traceParent);

    /// <summary>An attempt to send a message.</summary>
    public Activity? Send(ClaimedMessage claimed) => Begin("send", ActivityKind.Client, claimed.TraceParent)
        ?.SetTag("message.id", claimed.Message.Id.ToString())
        .SetTag("attempt", claimed.Attempt);

    /// <summary>A delivery report that is applied with others; only what was traced when it was posted.</summary>
    public Activity? Report(StoredReport stored)
    {
        if (source is null || !ActivityContext.TryParse(stored.TraceParent, null, isRemote: true, out var parent))
        {
            return null;
        }

        var span = source.StartActivity("report", ActivityKind.Consumer, parent)?.SetTag("row.id", stored.InboxId);

        // Several are under way at once: none of them is what everything else belongs to.
        Activity.Current = span?.Parent;
        return span;
    }

    public void Dispose() => source?.Dispose();

    internal static string NameOf(InboxKind kind) => kind switch
    {
        InboxKind.GiveBack => "give_back",
        InboxKind.FlowTimer => "flow_timer",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Whatever went on here before has nothing to do with it.</summary>
    private Activity? Begin(string name, ActivityKind kind, string? traceParent)
    {
        if (source is null)
        {
            return null;
        }

        Activity.Current = null;
        return ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? source.StartActivity(name, kind, parent)
            : source.StartActivity(name, kind);
    }
}
