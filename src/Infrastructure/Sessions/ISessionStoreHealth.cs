namespace WhatsAppSupport.Infrastructure.Sessions;

/// <summary>What the health page tells about the session store. The system is ready without it, only slower.</summary>
public interface ISessionStoreHealth
{
    /// <summary><c>redis</c> or <c>memory</c>.</summary>
    string Kind { get; }

    /// <summary>As far as is known from what was asked last.</summary>
    bool IsConnected { get; }

    /// <summary>Asks now: where nobody writes, nobody else would find out that it is back. False, too, while some of the calls fail.</summary>
    ValueTask<bool> AnswersAsync(CancellationToken cancellationToken);
}
