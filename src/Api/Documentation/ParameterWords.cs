namespace WhatsAppSupport.Api.Documentation;

/// <summary>
/// What the parameters are that no comment reaches in the generator: headers by another name than their argument's, and what several operations
/// share. A parameter of one name means one thing everywhere.
/// </summary>
internal static class ParameterWords
{
    private static readonly Dictionary<string, string> All = new()
    {
        ["assignee"] = "Of those only that this agent or key has: an id, or \"me\"; \"none\" for those that nobody has.",
        ["department"] = "Of this department only.",
        ["flagged"] = "true: only those that somebody should look at; false: only the others.",
        ["from"] = "Only from this moment on.",
        ["id"] = "Its id.",
        ["Idempotency-Key"] = "1 to 100 printable ASCII characters, new for each new message, for instance a random UUID: asked again with the same key, it is sent once.",
        ["If-Match"] = "The ETag of what was read: where that is not its version any more, nothing changes (412). Left out: whatever it has become.",
        ["language"] = "Of this language only: a tag such as en or hi.",
        ["status"] = "Of this status only; given several times, of one of them.",
        ["to"] = "Only before this moment.",
    };

    public static string? Of(string name) => All.GetValueOrDefault(name);
}
