using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Reads an event as if it were stored, and tells what it found of it instead.</summary>
internal sealed class EventReviewing : IEventReviews
{
    public EventReview Review(ReadOnlyMemory<byte> body) => Fields.TryRead(body.Span, out var root)
        ? Of(new Posted(root, root[Field.Messages].Structure()), body)
        : new EventReview("message", [], [], [], [], Problems.NotJson.ToString());

    /// <param name="posted">A test, or any other.</param>
    /// <param name="raw">The same.</param>
    public static EventReview Of(in Posted posted, ReadOnlyMemory<byte> raw)
    {
        if (posted.IsPlain)
        {
            return new EventReview("plain", [], [], [], [], ProblemOf(InboundReading.Read(posted, raw), posted)?.ToString());
        }

        var isReport = PostedKinds.ReadAs(posted) == PostedKind.Report;
        var (missing, renamed) = (new List<string>(), new List<string>());
        foreach (var field in isReport ? EventFields.OfReport : EventFields.OfMessage)
        {
            if (posted.Root[field.Field].IsPresent)
            {
                continue;
            }

            if (OtherNameOf(field, posted) is { } other)
            {
                renamed.Add($"{field.Name} (as {other})");
            }
            else
            {
                missing.Add(field.Name);
            }
        }

        var names = EventFields.NamesIn(raw.Span);
        return new EventReview(
            isReport ? "report" : "message",
            missing,
            renamed,
            [.. names.Select(name => name.Name).Where(name => !EventFields.IsKnown(name)).Distinct(StringComparer.Ordinal)],
            [.. names.Where(name => name.IsUnfilled).Select(name => name.Name).Distinct(StringComparer.Ordinal)],
            ProblemOf(isReport ? ReportReading.Read(posted, raw) : InboundReading.Read(posted, raw), posted)?.ToString());
    }

    private static string? OtherNameOf(EventField field, in Posted posted)
    {
        foreach (var (name, other) in field.Others)
        {
            if (posted.Root[other].IsPresent)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The dashboard's own button masks the customer's number: that is no fault of the template.</summary>
    private static FieldError? ProblemOf(WebhookItem read, in Posted posted) =>
        read is WebhookItem.Unreadable { Problem: var problem } && !(PostedKinds.HasMaskedNumber(posted) && (problem == Problems.BadCustomer || problem == Problems.BadSender)) ? problem : null;
}
