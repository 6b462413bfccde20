using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.Api.Conversations;

/// <summary>The filters of lists and counts, as they stand in a query. All that is given must hold.</summary>
public sealed record WhichConversations
{
    /// <summary>active, escalated or completed; named several times, one of them.</summary>
    [FromQuery(Name = "status")]
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

    /// <summary>The last activity is not earlier: an instant such as 2026-03-01T09:30:00Z, or a day, in UTC.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last activity is earlier.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

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
