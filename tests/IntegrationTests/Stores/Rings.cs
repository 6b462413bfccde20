using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Keys that are no secret.</summary>
internal static class Rings
{
    public static readonly KeyRing Test = new([Key("test", 7)]);

    public static RingKey Key(string id, byte fill) => new(id, [.. Enumerable.Repeat(fill, RingKey.Length)]);
}
