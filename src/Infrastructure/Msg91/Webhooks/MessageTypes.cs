using System.Collections.Frozen;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>The words of WhatsApp and MSG91 for what a message is.</summary>
internal static class MessageTypes
{
    public const string Words =
        "text, image, document, audio, video, sticker, location, contacts, button, interactive, reaction, unsupported";

    private static readonly FrozenDictionary<string, MessageType> ByWord = Words.Split(", ")
        .Select(word => KeyValuePair.Create(word, Enum.Parse<MessageType>(word, ignoreCase: true)))
        .Append(KeyValuePair.Create("voice", MessageType.Audio))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static MessageType? Parse(string word) => ByWord.TryGetValue(word.Trim(), out var type) ? type : null;
}
