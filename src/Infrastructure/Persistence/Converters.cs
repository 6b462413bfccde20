using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class CustomerIdConverter() : ValueConverter<CustomerId, Guid>(id => id.Value, value => new CustomerId(value));

internal sealed class ConversationIdConverter() : ValueConverter<ConversationId, Guid>(id => id.Value, value => new ConversationId(value));

internal sealed class MessageIdConverter() : ValueConverter<MessageId, Guid>(id => id.Value, value => new MessageId(value));

internal sealed class LookupHashConverter() : ValueConverter<LookupHash, Guid>(hash => hash.Value, value => new LookupHash(value));

internal sealed class PhoneNumberConverter() : ValueConverter<PhoneNumber, string>(phone => phone.Digits, digits => PhoneNumber.FromStored(digits));

/// <summary>Npgsql writes instants in UTC only.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), stored => stored);

/// <summary>SQLite has no instants: microseconds since the epoch, which sort and compare as numbers.</summary>
internal sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    instant => Microseconds.Of(instant), stored => Microseconds.ToInstant(stored));

internal static class Microseconds
{
    public static long Of(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

/// <summary>Enumerations are lower-case text.</summary>
internal sealed class LowerCase<TEnum>() : ValueConverter<TEnum, string>(value => LowerCase.Of(value), text => LowerCase.Read<TEnum>(text))
    where TEnum : struct, Enum;

internal static class LowerCase
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    public static TEnum Read<TEnum>(string text)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(text, ignoreCase: true);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => value.ToString().ToLowerInvariant());
    }
}

internal sealed class SecondsConverter() : ValueConverter<TimeSpan, double>(span => span.TotalSeconds, seconds => TimeSpan.FromSeconds(seconds));

internal sealed class OptionsConverter() : ValueConverter<IReadOnlyList<ReplyOption>, string?>(
    options => OptionsText.Write(options), text => OptionsText.Read(text));

internal sealed class OptionsComparer() : ValueComparer<IReadOnlyList<ReplyOption>>(
    (left, right) => left!.SequenceEqual(right!), options => options.Count, options => options);

internal static class OptionsText
{
    /// <returns>Null where there is nothing to tap.</returns>
    public static string? Write(IReadOnlyList<ReplyOption> options) =>
        options.Count == 0 ? null : JsonSerializer.Serialize([.. options], OptionsJson.Default.ReplyOptionArray);

    public static IReadOnlyList<ReplyOption> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, OptionsJson.Default.ReplyOptionArray) ?? [];
}

[JsonSerializable(typeof(ReplyOption[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class OptionsJson : JsonSerializerContext;
