namespace WhatsAppSupport.Api.Documentation;

/// <summary>
/// The action's name, then the things that its path names. <c>List</c> of <c>/api/v1/conversations</c> is <c>listConversations</c>,
/// <c>TakeOver</c> of <c>/api/v1/conversations/{id}/takeover</c> is <c>takeOverConversation</c>, <c>ListMessages</c> of
/// <c>/api/v1/conversations/{id}/messages</c> is <c>listConversationMessages</c>. Where that reads badly, the route says it better:
/// <c>[HttpPost("…", Name = "…")]</c>.
/// </summary>
internal static class OperationName
{
    private const string Prefix = "api/v1/";

    /// <summary>How an action is called that looks for something; a GET of another name is a <c>get</c>.</summary>
    private static readonly string[] Looks = ["List", "Get", "Search", "Count"];

    public static string Of(string method, string action, string path)
    {
        var parts = PartsOf(path);
        var things = parts.Index()
            .Where(part => !IsParameter(part.Item))
            .Select(part => new Thing(Pascal(part.Item), part.Index + 1 < parts.Length && IsParameter(parts[part.Index + 1])))
            .ToArray();
        var isDeed = things.Length > 1 && things[^1].Name.StartsWith(action, StringComparison.OrdinalIgnoreCase);

        var (verb, named) = method == "HEAD" ? ("Head", things)
            : method == "GET" && !Looks.Any(look => action.StartsWith(look, StringComparison.Ordinal)) ? ("Get", things)
            : isDeed ? (action, things[..^1])
            : (WithoutEnd(action, things[^1].Name), things);
        if (method == "POST" && !isDeed)
        {
            // What is posted to a list makes one thing.
            named[^1] = named[^1] with { IsOne = true };
        }

        return char.ToLowerInvariant(verb[0]) + verb[1..] + string.Concat(named.Select(thing => thing.Word));
    }

    public static string AreaOf(string path) => Pascal(PartsOf(path)[0]);

    private static string[] PartsOf(string path) =>
        (path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path).Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsParameter(string part) => part.StartsWith('{');

    private static string Pascal(string part) => string.Concat(part.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string WithoutEnd(string action, string thing) =>
        action.Length > thing.Length && action.EndsWith(thing, StringComparison.Ordinal) ? action[..^thing.Length] : action;

    private sealed record Thing(string Name, bool IsOne)
    {
        public string Word => IsOne && Name.EndsWith('s') && !Name.EndsWith("ss", StringComparison.Ordinal) ? Name[..^1] : Name;
    }
}
