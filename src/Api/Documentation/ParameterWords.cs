namespace WhatsAppSupport.Api.Documentation;

/// <summary>
/// What the parameters are that many operations share, and that no comment reaches in the generator: ids, and headers by another name than their
/// argument's.
/// </summary>
internal static class ParameterWords
{
    private static readonly Dictionary<string, string> All = new()
    {
        ["id"] = "Its id.",
        ["Idempotency-Key"] = "1 to 100 printable ASCII characters, new for each new message, for instance a random UUID: asked again with the same key, it is sent once.",
        ["If-Match"] = "The ETag of what was read: where that is not its version any more, nothing changes (412). Left out: whatever it has become.",
    };

    public static string? Of(string name) => All.GetValueOrDefault(name);
}
