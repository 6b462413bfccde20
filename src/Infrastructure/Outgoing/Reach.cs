namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>Kinds of addresses on the network, as far as a request may go to them.</summary>
[Flags]
public enum Reach
{
    /// <summary>Never asked, by whatever name: link-local, metadata, multicast, reserved, or with another address packed into it.</summary>
    None = 0,

    /// <summary>Somewhere on the internet.</summary>
    Internet = 1,

    /// <summary>This machine, or the network around it.</summary>
    OwnNetwork = 2,
}
