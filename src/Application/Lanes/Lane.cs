using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>The rows of one customer that this process knows of. One at a time is handled.</summary>
internal sealed class Lane(LookupHash customer)
{
    private const int MostRemembered = 16;

    private readonly Queue<LaneRow> rows = new();
    private bool mustLook;
    private bool closed;

    public LookupHash Customer { get; } = customer;

    /// <summary>False: the lane has ended meanwhile; take a new one.</summary>
    public bool TryOffer(LaneRow row)
    {
        lock (rows)
        {
            if (closed)
            {
                return false;
            }

            if (rows.Count < MostRemembered && !mustLook)
            {
                rows.Enqueue(row);
            }
            else
            {
                mustLook = true;
            }

            return true;
        }
    }

    /// <summary>Something may be pending that this process does not know.</summary>
    public bool TryWake()
    {
        lock (rows)
        {
            mustLook |= !closed;
            return !closed;
        }
    }

    /// <summary>What is remembered may not be the oldest any more: the database knows.</summary>
    public void LookAgain()
    {
        lock (rows)
        {
            rows.Clear();
            mustLook = true;
        }
    }

    /// <summary>What to do next; when there is nothing, the lane is closed.</summary>
    public LaneStep Next(out LaneRow? row)
    {
        lock (rows)
        {
            if (rows.TryDequeue(out row))
            {
                return LaneStep.Handle;
            }

            if (mustLook)
            {
                mustLook = false;
                return LaneStep.Look;
            }

            closed = true;
            return LaneStep.End;
        }
    }

    /// <summary>The database named the oldest pending row: what is remembered of it or before it is stale, and there may be more behind it.</summary>
    public void Found(LaneRow oldest)
    {
        lock (rows)
        {
            while (rows.TryPeek(out var row) && row.Id <= oldest.Id)
            {
                rows.Dequeue();
            }

            mustLook = true;
        }
    }
}

internal enum LaneStep
{
    Handle,
    Look,
    End,
}
