using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class LoopWatchConverter() : ValueConverter<LoopWatch, string?>(watch => LoopWatchText.Write(watch), text => LoopWatchText.Read(text)!);

internal static class LoopWatchText
{
    public static string? Write(LoopWatch? watch) => watch is null ? null : JsonSerializer.Serialize(watch, LoopWatchJson.Default.LoopWatch);

    public static LoopWatch? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, LoopWatchJson.Default.LoopWatch);
}

[JsonSerializable(typeof(LoopWatch))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true)]
internal sealed partial class LoopWatchJson : JsonSerializerContext;
