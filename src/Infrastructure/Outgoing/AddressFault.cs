namespace WhatsAppSupport.Infrastructure.Outgoing;

/// <summary>Why an address is not asked. For the log, which does not hold the address itself.</summary>
internal enum AddressFault
{
    /// <summary>It is no address that everybody reads alike.</summary>
    Unreadable,

    /// <summary>Neither https nor http.</summary>
    Scheme,

    /// <summary>There is a user in it.</summary>
    User,

    /// <summary>Its host is no plain name and no plain address.</summary>
    Host,

    /// <summary>Host, scheme and port are on no list together.</summary>
    NotListed,

    /// <summary>The host, or one of the addresses that its name stands for, is where it may not be.</summary>
    Network,

    /// <summary>From https to http.</summary>
    RedirectInClear,

    /// <summary>What was sent would be sent on to somebody else.</summary>
    RedirectOfBody,

    TooManyRedirects,
}
