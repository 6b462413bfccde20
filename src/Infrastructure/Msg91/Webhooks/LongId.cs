using System.Security.Cryptography;
using System.Text;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Ids are compared, so an over-long one is not simply cut: two that begin alike stay two, and the same one stays the same.</summary>
internal static class LongId
{
    public const int MaxLength = 256;

    public static string Fit(string id, int maxLength)
    {
        if (id.Length <= maxLength)
        {
            return id;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return $"{id.CutTo(maxLength - hash.Length - 1)}~{hash}";
    }
}
