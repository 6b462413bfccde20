using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Api.Conversations;

/// <summary>The filters of lists and counts, as they stand in a query. All that is given must hold.</summary>
public sealed record WhichConversations
{
    [FromQuery(Name = "status")]
    [Words(typeof(ConversationStatus))]
    [Description("Given several times: one of them. All when left out.")]
    public IReadOnlyList<string?>? Status { get; init; }

    [FromQuery(Name = "department")]
    [Description("As a flow has named it.")]
    public string? Department { get; init; }

    [FromQuery(Name = "assignee")]
    [Description("me, none, or the id of an agent or a key.")]
    public string? Assignee { get; init; }

    [FromQuery(Name = "language")]
    [Description("A tag such as en or hi.")]
    public string? Language { get; init; }

    [FromQuery(Name = "tag")]
    [Description("As a flow has set it.")]
    public string? Tag { get; init; }

    [FromQuery(Name = "flagged")]
    [Description("Whether somebody should look at it.")]
    public bool? Flagged { get; init; }

    [FromQuery(Name = "from")]
    [Description("The last activity is not earlier.")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("The last activity is earlier.")]
    public DateTimeOffset? To { get; init; }

    internal AskedConversations Asked() => new()
    {
        Status = [.. Status?.Select(status => status ?? "") ?? []],
        Department = Department,
        Assignee = Assignee,
        Language = Language,
        Tag = Tag,
        Flagged = Flagged,
        From = From,
        To = To,
    };
}
