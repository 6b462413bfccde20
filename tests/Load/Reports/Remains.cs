namespace WhatsAppSupport.Load.Reports;

/// <summary>What the servers were left with, once nobody waited any longer.</summary>
/// <param name="HasLostProgram">One of the processes has ended.</param>
/// <param name="Inbox">Rows of the inbox that are not done.</param>
/// <param name="Unapplied">Replies that are not sent, or do not have the state that was reported last.</param>
internal sealed record Remains(bool HasLostProgram, long Inbox, long Unapplied)
{
    public static readonly Remains Nothing = new(false, 0, 0);
}
