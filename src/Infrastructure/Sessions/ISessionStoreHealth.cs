namespace WhatsAppSupport.Infrastructure.Sessions;

/// <summary>What the health page tells about the session store. The system is ready without it, only slower.</summary>
public interface ISessionStoreHealth
{
    /// <summary><c>redis</c> or <c>memory</c>.</summary>
    string Kind { get; }

    bool IsConnected { get; }
}
