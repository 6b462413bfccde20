using FluentValidation;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Which conversations, as it is asked for. Every field that is given must hold.</summary>
public sealed record AskedConversations
{
    public const int WordMaxLength = 100;
    public const string Me = "me";
    public const string Nobody = "none";

    /// <summary><c>active</c>, <c>escalated</c>, <c>completed</c>: one of those named; none named = all.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    public string? Department { get; init; }

    /// <summary><c>me</c>, <c>none</c> or the id of an agent or a key.</summary>
    public string? Assignee { get; init; }

    public string? Language { get; init; }

    public string? Tag { get; init; }

    public bool? Flagged { get; init; }

    /// <summary>The last activity is not earlier.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last activity is earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What it comes down to, once it was found well-formed.</summary>
    /// <param name="me">Who asks.</param>
    public ConversationFilter Read(Guid me) => new()
    {
        Statuses = Status.Count == 0 ? ConversationFilter.AllStatuses : [.. ConversationFilter.AllStatuses.Where(status => Status.Any(word => StatusOf(word) == status))],
        Department = Department,
        Assignee = Assignee == Me ? me : IdOf(Assignee),
        IsUnassigned = Assignee == Nobody,
        Language = Language,
        Tag = Tag,
        IsFlagged = Flagged,
        From = From?.ToUniversalTime(),
        To = To?.ToUniversalTime(),
    };

    internal static ConversationStatus? StatusOf(string status) => status switch
    {
        "active" => ConversationStatus.Active,
        "escalated" => ConversationStatus.Escalated,
        "completed" => ConversationStatus.Completed,
        _ => null,
    };

    internal static Guid? IdOf(string? assignee) => Guid.TryParseExact(assignee, "D", out var id) ? id : null;
}

/// <summary>The rules for what lists and counts have in common.</summary>
internal abstract class AskedConversationsRules<TQuery> : AbstractValidator<TQuery>
{
    private const string Unlikely = "not a time from the year 2000 to 2999: 2030-01-31T00:00:00Z";

    protected AskedConversationsRules(Func<TQuery, AskedConversations> asked)
    {
        Must(asked, "status", which => which.Status.All(word => AskedConversations.StatusOf(word) is not null), "not a status: active, escalated or completed");
        Must(asked, "department", which => IsWord(which.Department), $"not a department: 1 to {AskedConversations.WordMaxLength} characters");
        Must(
            asked,
            "assignee",
            which => which.Assignee is null or AskedConversations.Me or AskedConversations.Nobody || AskedConversations.IdOf(which.Assignee) is not null,
            "not an assignee: me, none or the id of an agent");
        Must(asked, "language", which => IsWord(which.Language), "not a language: a tag such as en or hi");
        Must(asked, "tag", which => which.Tag is null || AskedText.IsPlain(which.Tag, ConversationTags.MaxLength), $"not a tag: 1 to {ConversationTags.MaxLength} characters");
        Must(asked, "from", which => IsLikely(which.From), Unlikely);
        Must(asked, "to", which => IsLikely(which.To), Unlikely);
        Must(asked, "to", which => which.From is null || which.To is null || which.From < which.To, "not later than \"from\"");
    }

    private static bool IsLikely(DateTimeOffset? time) => time is null or { UtcDateTime.Year: >= 2000 and < 3000 };

    private static bool IsWord(string? text) => text is null || AskedText.IsPlain(text, AskedConversations.WordMaxLength);

    private void Must(Func<TQuery, AskedConversations> asked, string field, Func<AskedConversations, bool> holds, string problem) =>
        RuleFor(query => query).Must(query => holds(asked(query))).OverridePropertyName(field).WithMessage(problem);
}
