using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>What would have been sent, had this not been the sandbox. Kept in memory, the newest of each number only.</summary>
public interface ISandboxMessages
{
    /// <param name="digits">The customer's number.</param>
    /// <returns>Oldest first.</returns>
    IReadOnlyList<SandboxMessage> For(string digits);

    /// <param name="address">A customer's number or user id, who was erased.</param>
    void Forget(string address);
}

/// <param name="Options">The titles of what can be tapped.</param>
public sealed record SandboxMessage(
    string Id, string To, string From, string Text, IReadOnlyList<string> Options, DateTimeOffset SentAt) : Personal;
