using System.Text.Json;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

/// <summary>Takes out of an answer the secrets that were in the question: some servers repeat what they were sent, and an answer is stored.</summary>
internal static class TakenOut
{
    /// <summary>Shorter ones may stand in a text by chance. The settings warn of them.</summary>
    private const int Shortest = FlowCallOptions.ShortestSecret;

    private const string Mark = "(secret)";

    public static string From(string answer, IReadOnlyList<string> secrets)
    {
        foreach (var written in secrets.Where(secret => secret.Length >= Shortest).SelectMany(Written).Distinct(StringComparer.Ordinal).OrderByDescending(text => text.Length))
        {
            answer = answer.Replace(written, Mark, StringComparison.Ordinal);
        }

        return answer;
    }

    /// <summary>The ways in which it may have been sent, or may come back.</summary>
    private static string[] Written(string secret) => [secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString(), secret.Replace("/", "\\/", StringComparison.Ordinal)];
}
