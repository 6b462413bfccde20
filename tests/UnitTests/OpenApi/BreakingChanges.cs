using System.Text.Json.Nodes;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>
/// Whatever of a promised document a present one does not keep: what a client that was made from the first would stumble over. What it does
/// not understand it reports when it differs. Why some changes count: docs/decisions/0022-openapi-copies.md.
/// </summary>
internal sealed class BreakingChanges
{
    private readonly List<string> found = [];
    private readonly SchemaChanges schemas;

    private BreakingChanges(ApiDocument promised, ApiDocument present) => schemas = new SchemaChanges(promised, present, found);

    public static IReadOnlyList<string> Between(ApiDocument promised, ApiDocument present)
    {
        var changes = new BreakingChanges(promised, present);
        foreach (var before in promised.Operations)
        {
            changes.Compare(before, present.Find(before));
        }

        // Typed clients name them in their own code.
        changes.found.AddRange(promised.Schemas.Keys.Except(present.Schemas.Keys).Select(name => $"the schema {name} is gone"));
        return changes.found;
    }

    private void Compare(ApiOperation before, ApiOperation? after)
    {
        if (after is null)
        {
            found.Add($"{before.Title} is gone");
            return;
        }

        Report(before.Id != after.Id, before.Title, $"was called {before.Id}, is called {after.Id}");
        CompareWaysIn(before, after);
        CompareParameters(before, after);
        CompareBody(before, after);
        foreach (var (status, answer) in before.Answers)
        {
            CompareAnswer(answer!, after.Answers.GetValueOrDefault(status), $"{before.Title} → {status}");
        }

        foreach (var status in after.Answers.Keys.Except(before.Answers.Keys).Where(status => status.StartsWith('2')))
        {
            found.Add($"{before.Title} → {status} is a success that no client expects");
        }
    }

    private void CompareWaysIn(ApiOperation before, ApiOperation after)
    {
        foreach (var way in before.WaysIn.DefaultIfEmpty(new Dictionary<string, string[]>()))
        {
            var opens = after.WaysIn.Count == 0 || after.WaysIn.Any(now => now.All(scheme =>
                way.TryGetValue(scheme.Key, out var permissions) && scheme.Value.All(permissions.Contains)));
            Report(!opens, before.Title, $"does not open any more to who shows {(way.Count == 0 ? "nothing" : string.Join(" and ", way.Keys))}");
        }
    }

    private void CompareParameters(ApiOperation before, ApiOperation after)
    {
        var now = after.Parameters.ToDictionary(NameOf);
        foreach (var parameter in before.Parameters)
        {
            var at = $"{before.Title} ({NameOf(parameter)})";
            if (now.Remove(NameOf(parameter), out var same))
            {
                Report(IsRequired(same) && !IsRequired(parameter), at, "is required now");
                schemas.Compare(parameter["schema"], same["schema"], Way.Asked, at);
            }
            else
            {
                found.Add($"{at} is gone");
            }
        }

        found.AddRange(now.Values.Where(IsRequired).Select(parameter => $"{before.Title} ({NameOf(parameter)}) is new and required"));
    }

    private void CompareBody(ApiOperation before, ApiOperation after)
    {
        var (body, now, at) = (before.Json["requestBody"], after.Json["requestBody"], $"{before.Title} (body)");
        if (body is null)
        {
            Report(now is not null && IsRequired(now), at, "is new and required");
        }
        else if (now is null)
        {
            found.Add($"{at} is gone");
        }
        else
        {
            Report(IsRequired(now) && !IsRequired(body), at, "is required now");
            CompareContent(body, now, Way.Asked, at);
        }
    }

    private void CompareAnswer(JsonNode before, JsonNode? after, string at)
    {
        if (after is null)
        {
            found.Add($"{at} is gone");
            return;
        }

        CompareContent(before, after, Way.Answered, at);
        found.AddRange(ApiDocument.Children(before["headers"]).Keys.Except(ApiDocument.Children(after["headers"]).Keys).Select(header => $"{at}: the header {header} is gone"));
    }

    private void CompareContent(JsonNode before, JsonNode after, Way way, string at)
    {
        var now = ApiDocument.Children(after["content"]);
        foreach (var (type, content) in ApiDocument.Children(before["content"]))
        {
            if (now.TryGetValue(type, out var same))
            {
                schemas.Compare(content!["schema"], same!["schema"], way, at);
            }
            else
            {
                found.Add($"{at}: {type} is gone");
            }
        }
    }

    private static string NameOf(JsonObject parameter) => $"{(string?)parameter["in"]} {(string?)parameter["name"]}";

    private static bool IsRequired(JsonNode part) => part["required"] is JsonValue required && (bool)required;

    private void Report(bool isSo, string at, string what)
    {
        if (isSo)
        {
            found.Add($"{at} {what}");
        }
    }
}
