using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.DemoShop;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Keeps what it is given, once for each customer's number.</summary>
internal sealed class FakeDemoShop : IDemoShop
{
    private readonly List<Turn> talks = [];

    public IReadOnlyList<Turn> Talks => talks;

    public Task<bool> AddAsync(Turn talk, CancellationToken cancellationToken)
    {
        var isNew = !talks.Exists(known => known.Customer.PhoneHash == talk.Customer.PhoneHash);
        if (isNew)
        {
            talks.Add(talk);
        }

        return Task.FromResult(isNew);
    }
}
