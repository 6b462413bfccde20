namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>The guard has refused an address. It does not say which: an address may hold a secret, or what a customer wrote.</summary>
internal sealed class RefusedAddressException(AddressFault fault)
    : HttpRequestException($"The address was refused ({fault}).")
{
    public AddressFault Fault => fault;

    /// <summary>The one in an exception, where it may be wrapped; null when there is none.</summary>
    public static RefusedAddressException? In(Exception? exception)
    {
        while (exception is not (null or RefusedAddressException))
        {
            exception = exception.InnerException;
        }

        return (RefusedAddressException?)exception;
    }
}
