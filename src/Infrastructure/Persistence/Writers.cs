using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Who of the business wrote a message: agents and keys, asked for once a page.</summary>
internal static class Writers
{
    public static async Task<IReadOnlyList<MessageView>> ViewsAsync(this SupportContext context, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var writers = await context.WriterNamesAsync(messages, cancellationToken);
        return [.. messages.Select(message => MessageView.From(message, writers))];
    }

    /// <summary>Their names by their ids; nothing is asked where nobody wrote.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> WriterNamesAsync(
        this SupportContext context, IEnumerable<Message> messages, CancellationToken cancellationToken)
    {
        var ids = messages.Select(message => message.WrittenBy).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var names = await context.Agents.Where(agent => ids.Contains(agent.Id)).Select(agent => new { agent.Id, agent.Name })
            .Concat(context.ApiKeys.Where(key => ids.Contains(key.Id)).Select(key => new { key.Id, key.Name }))
            .ToDictionaryAsync(writer => writer.Id, writer => writer.Name, cancellationToken);
        names[Actor.SettingsKey.Id] = Actor.SettingsKey.Name;
        return names;
    }
}
