namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// How a body of the session endpoint names what is shown. MSG91's pages about it are not public, and its clients disagree (docs/decisions/0032): an
/// account shows which it takes.
/// </summary>
public enum MediaBody
{
    /// <summary><c>attachment_url</c>, <c>caption</c> and <c>filename</c> at the root; a place under <c>payload</c>.</summary>
    Flat,

    /// <summary>An object that is called by its type, as in WhatsApp's own API: <c>image: { link, caption }</c>, <c>location: { … }</c>.</summary>
    Nested,
}
