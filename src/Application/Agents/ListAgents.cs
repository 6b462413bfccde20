using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Agents;

/// <summary>A page of agents, in the order in which they came.</summary>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListAgents(string? After = null, int Limit = ListAgents.DefaultLimit) : IQuery<Result<AgentPage>>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public override string ToString() => nameof(ListAgents);
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record AgentPage(IReadOnlyList<AgentView> Agents, string? Next) : Personal;

internal sealed class ListAgentsValidator : AbstractValidator<ListAgents>
{
    public ListAgentsValidator()
    {
        RuleFor(query => query.After)
            .Must(after => after is null || ListAgentsHandler.PlaceOf(after) is not null)
            .OverridePropertyName("after")
            .WithMessage("not a place in the list: take it from \"next\" of the page before, as it is");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, ListAgents.MaxLimit)
            .OverridePropertyName("limit")
            .WithMessage($"not a number from 1 to {ListAgents.MaxLimit}");
    }
}

internal sealed class ListAgentsHandler(IAgents agents) : IRequestHandler<ListAgents, Result<AgentPage>>
{
    public async Task<Result<AgentPage>> Handle(ListAgents query, CancellationToken cancellationToken)
    {
        // One more than is shown, to know whether anything follows.
        var found = await agents.ListAsync(PlaceOf(query.After), query.Limit + 1, cancellationToken);

        return found.Count <= query.Limit
            ? new AgentPage(found, null)
            : new AgentPage([.. found.Take(query.Limit)], found[query.Limit - 1].Id.ToString("N"));
    }

    internal static AgentId? PlaceOf(string? after) => Guid.TryParseExact(after, "N", out var id) ? new AgentId(id) : null;
}
