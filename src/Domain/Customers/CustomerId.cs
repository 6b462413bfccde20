namespace WhatsAppSupport.Domain.Customers;

public readonly record struct CustomerId(Guid Value)
{
    public static CustomerId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}
