using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>Looks on and judges by the order in which things were committed alone; it knows nothing of epochs and versions.</summary>
internal sealed class Fence
{
    private readonly Dictionary<MessageId, int> written = [];
    private int now;
    private int takenAt = -1;
    private int givenBackAt = -1;

    public List<string> Broken { get; } = [];

    public int Claims { get; private set; }

    public bool IsUp => takenAt > givenBackAt;

    public void Wrote(Message message)
    {
        written[message.Id] = ++now;
        if (IsUp && message is { Direction: Direction.Outbound, Author: not Author.Agent })
        {
            Broken.Add($"step {now}: the bot spoke though a person has the conversation");
        }
    }

    public void Claimed(Message message)
    {
        now++;
        Claims++;
        if (IsUp)
        {
            Broken.Add($"step {now}: a message of the bot was claimed though a person has the conversation since step {takenAt}");
        }
        else if (takenAt > written[message.Id])
        {
            Broken.Add($"step {now}: a message of the bot of step {written[message.Id]} was claimed though a person had taken over at step {takenAt}");
        }
    }

    public void TookOver() => takenAt = ++now;

    public void GaveBack() => givenBackAt = ++now;
}
