namespace WhatsAppSupport.Application.Delivery;

/// <summary>Stands where the provider keeps no log that can be asked.</summary>
public sealed class NoSendLog : ISendLog
{
    public bool CanBeAsked => false;

    public Task<SendLogAnswer> AskAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult(SendLogAnswer.Nothing);
}
