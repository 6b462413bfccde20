using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

/// <summary>The filters of lists and counts, as they stand in a query. All that is given must hold.</summary>
public sealed record WhichConversations
{
    /// <summary>active, escalated or completed; named several times, one of them.</summary>
    [FromQuery(Name = "status")]
    [Words(typeof(ConversationStatus))]
    public IReadOnlyList<string?>? Status { get; init; }

    [FromQuery(Name = "department")]
    public string? Department { get; init; }

    /// <summary>me, none, or the id of an agent or a key.</summary>
    [FromQuery(Name = "assignee")]
    public string? Assignee { get; init; }

    /// <summary>A tag such as en or hi.</summary>
    [FromQuery(Name = "language")]
    public string? Language { get; init; }

    [FromQuery(Name = "flagged")]
    public bool? Flagged { get; init; }

    /// <summary>The last activity is not earlier.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>The last activity is earlier.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    internal AskedConversations Asked() => new()
    {
        Status = [.. Status?.Select(status => status ?? "") ?? []],
        Department = Department,
        Assignee = Assignee,
        Language = Language,
        Flagged = Flagged,
        From = From,
        To = To,
    };
}
