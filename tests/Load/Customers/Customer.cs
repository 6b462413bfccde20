namespace WhatsAppSupport.Load.Customers;

/// <summary>One who talks, and what was heard of it.</summary>
/// <param name="phone">Digits.</param>
internal sealed class Customer(string phone)
{
    private readonly Lock gate = new();
    private readonly List<(long Due, bool IsHeard)> said = [];
    private int latest = -1;

    public string Phone { get; } = phone;

    /// <returns>Its number.</returns>
    public int Say(long due)
    {
        lock (gate)
        {
            said.Add((due, false));
            return said.Count - 1;
        }
    }

    public Heard Hear(string reply)
    {
        lock (gate)
        {
            if (Talk.NumberIn(reply) is not { } number || number >= said.Count)
            {
                return new Heard(HeardKind.Unexpected);
            }

            var (due, isHeard) = said[number];
            if (isHeard)
            {
                return new Heard(HeardKind.Repeated);
            }

            said[number] = (due, true);
            var kind = number > latest ? HeardKind.InOrder : HeardKind.OutOfOrder;
            latest = Math.Max(latest, number);
            return new Heard(kind, due);
        }
    }

    /// <summary>What nobody has answered.</summary>
    public int Unanswered()
    {
        lock (gate)
        {
            return said.Count(one => !one.IsHeard);
        }
    }
}

internal enum HeardKind
{
    InOrder,
    OutOfOrder,
    Repeated,
    Unexpected,
}

/// <param name="Due">When the message that it answers was to be posted.</param>
internal readonly record struct Heard(HeardKind Kind, long Due = 0);
