using MediatR;
using WhatsAppSupport.Application.Agents;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.DemoShop;

/// <summary>Fills a sandbox with a shop that could be one, for whoever wants to look around. Done twice, it adds nothing.</summary>
public sealed record SeedDemoShop : ICommand<Result<SeededShop>>;

/// <param name="Agents">Those who were added, with a password that they must change.</param>
/// <param name="Customers">How many were added.</param>
/// <param name="WereThere">How many people and customers were there already.</param>
public sealed record SeededShop(IReadOnlyList<SeededAgent> Agents, int Customers, int WereThere) : Personal;

/// <inheritdoc cref="SeededShop" />
public sealed record SeededAgent(string Email, Role Role, string TemporaryPassword) : Personal;

internal sealed class SeedDemoShopHandler(IAgents agents, IDemoShop shop, ILookupHashes hashes, FlowLibrary flows, SupportOptions options, TimeProvider clock)
    : IRequestHandler<SeedDemoShop, Result<SeededShop>>
{
    /// <summary>There are as many of them in a sandbox as fit one page.</summary>
    private const int MostAgents = 200;

    public async Task<Result<SeededShop>> Handle(SeedDemoShop command, CancellationToken cancellationToken)
    {
        var (added, there) = (new List<SeededAgent>(), 0);
        foreach (var person in DemoPeople.All)
        {
            var password = TemporaryPassword.New();
            var now = clock.GetUtcNow();
            var agent = new NewAgent(AgentId.New(now), person.Email, person.Name, person.Role, password, MustChangePassword: true, now);
            if ((await agents.AddAsync(agent, AddAgentHandler.EntryOf(Actor.System, agent), cancellationToken)).Succeeded(out _, out var refusal))
            {
                added.Add(new SeededAgent(person.Email, person.Role, password));
            }
            else if (refusal is EmailTaken)
            {
                there++;
            }
            else
            {
                return refusal;
            }
        }

        var known = await agents.ListAsync(after: null, MostAgents, cancellationToken);
        var actors = DemoPeople.All.ToDictionary(person => person.Email, person => ActorOf(person, known), StringComparer.Ordinal);
        var customers = 0;
        foreach (var talk in DemoTalks.All(actors, flows.Running, options.IntegratedNumber, hashes, clock.GetUtcNow()))
        {
            var isNew = await shop.AddAsync(talk.ToTurn(), cancellationToken);
            (customers, there) = isNew ? (customers + 1, there) : (customers, there + 1);
        }

        return new SeededShop(added, customers, there);
    }

    /// <summary>Somebody who was there before may have been given another name since.</summary>
    private static Actor ActorOf(DemoPerson person, IReadOnlyList<AgentView> known) =>
        known.FirstOrDefault(agent => agent.Email == person.Email) is { } found
            ? new Actor(ActorKind.Agent, found.Id, found.Name, person.Role.PermissionsOf())
            : new Actor(ActorKind.Agent, Guid.Empty, person.Name, person.Role.PermissionsOf());
}
