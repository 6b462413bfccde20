namespace WhatsAppSupport.Domain.Customers;

/// <summary>
/// Holds what a customer wrote or is known by. A record prints all that is in it; this one prints only what kind of thing it is, so
/// that a slip into a log, an exception or a trace is safe.
/// </summary>
public abstract record Personal
{
    public sealed override string ToString() => GetType().Name;
}
