using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Customers;

namespace WhatsAppSupport.Api.Customers;

/// <summary>What of a customer is to be another. A field that is left out stays as it is.</summary>
/// <remarks>The reader of JSON sets only what is there: what was never set was left out, which null is not.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class CustomerPatch
{
    private Change<string?>? name;
    private Change<string?>? language;
    private Change<string?>? metadata;
    private Change<bool>? isActive;

    /// <summary>1 to 256 characters; null: the one that WhatsApp tells counts again.</summary>
    public string? Name
    {
        get => name?.Value;
        set => name = new(value);
    }

    /// <summary>A tag such as en or hi.</summary>
    public string Language
    {
        get => language?.Value ?? "";
        set => language = new(value);
    }

    /// <summary>The business's own: a JSON object of at most 16 KiB, replaced whole; null: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata
    {
        get => MetadataText.Read(metadata?.Value);
        set => metadata = new(MetadataText.Write(value));
    }

    /// <summary>False: what they write is stored and never answered.</summary>
    public bool IsActive
    {
        get => isActive?.Value ?? true;
        set => isActive = new(value);
    }

    internal CustomerChanges Changes() => new()
    {
        Name = name,
        Language = language,
        Metadata = metadata,
        IsActive = isActive,
    };
}
