using System.Buffers.Text;
using System.Security.Cryptography;

namespace WhatsAppSupport.Application.Agents;

/// <summary>A password that somebody is given, and must change.</summary>
internal static class TemporaryPassword
{
    /// <summary>20 letters: nobody guesses 120 random bits, and they can still be read out.</summary>
    private const int Bytes = 15;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
