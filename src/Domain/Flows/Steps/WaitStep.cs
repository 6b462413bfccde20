namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Waits for a time and then goes on by itself. What the customer writes meanwhile is kept and not answered, but for what interrupts any flow.</summary>
/// <param name="For">See <see cref="TimeOut.Shortest"/> and <see cref="TimeOut.Longest"/>.</param>
public sealed record WaitStep(TimeSpan For) : Step
{
    internal override bool Waits => true;

    public override bool AsksCustomer => false;

    internal override TimeSpan? GoesOnAfter => For;
}
