using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>What cookies are sealed with stands in the database sealed itself: whoever steals the one cannot make the other.</summary>
internal sealed class SealedCookieKeys(KeyRing ring) : IXmlEncryptor
{
    internal const string Place = "data_protection_keys.xml";
    internal const string Element = "sealed";

    /// <summary>Stands in a key of cookies only where it is in clear.</summary>
    internal const string ClearElement = "<masterKey";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = ring.Wrap(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Place);
        return new EncryptedXmlInfo(new XElement(Element, Convert.ToBase64String(wrapped)), typeof(OpenedCookieKeys));
    }
}

/// <summary>Made by ASP.NET Core from the type's name that stands beside what is sealed.</summary>
internal sealed class OpenedCookieKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var ring = services.GetRequiredService<SealingRing>().Keys ?? throw new InvalidOperationException("Without ENCRYPTION_KEYS the keys of cookies do not open.");
        return XElement.Parse(Encoding.UTF8.GetString(ring.Unwrap(Convert.FromBase64String(encryptedElement.Value), SealedCookieKeys.Place)));
    }
}
