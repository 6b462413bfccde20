using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>What the database knows of the one customer, and how often it was asked.</summary>
internal sealed class FakeCustomers : IKnownCustomers, IMessageHistory
{
    public KnownCustomer? Known { get; set; }

    public int Asked { get; private set; }

    public IReadOnlyList<SpokenLine> History { get; set; } = [];

    public Task<KnownCustomer?> FindAsync(Sender sender, string integratedNumber, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Known);
    }

    public Task<IReadOnlyList<SpokenLine>> ListLastAsync(ConversationId conversation, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SpokenLine>>([.. History.TakeLast(count)]);
}
