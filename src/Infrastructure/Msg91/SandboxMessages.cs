using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>What would have been sent, to be read back while trying things out. Forgets the oldest when it holds <see cref="Most"/>.</summary>
public sealed class SandboxMessages : ISandboxMessages
{
    /// <summary>To all customers together.</summary>
    public const int Most = 1_000;

    private readonly Queue<SandboxMessage> messages = new(Most);

    private readonly Lock gate = new();

    public void Add(SandboxMessage message)
    {
        lock (gate)
        {
            if (messages.Count == Most)
            {
                messages.Dequeue();
            }

            messages.Enqueue(message);
        }
    }

    /// <summary>Oldest first.</summary>
    /// <param name="digits">The customer's number, digits only.</param>
    public IReadOnlyList<SandboxMessage> For(string digits)
    {
        lock (gate)
        {
            return messages.Where(message => message.To == digits).ToList();
        }
    }

    public void Forget(string address)
    {
        lock (gate)
        {
            for (var left = messages.Count; left > 0; left--)
            {
                var message = messages.Dequeue();
                if (message.To != address)
                {
                    messages.Enqueue(message);
                }
            }
        }
    }
}
