using System.Globalization;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>The committed copy, which clients are made from, and the promise that it is held to.</summary>
public sealed class CopiesTests(ServedDocument served) : IClassFixture<ServedDocument>
{
    /// <summary><c>copy</c>: write the copy anew; <c>promise</c>: the promise as well.</summary>
    private static readonly string? Write = Environment.GetEnvironmentVariable("OPENAPI_WRITE");

    private const string HowToCopy = "OPENAPI_WRITE=copy dotnet test tests/UnitTests --filter FullyQualifiedName~OpenApi.CopiesTests";
    private const string HowToPromise = "OPENAPI_WRITE=promise dotnet test tests/UnitTests --filter FullyQualifiedName~OpenApi.CopiesTests";

    [Fact]
    public void The_copy_is_what_the_program_serves()
    {
        WriteAnew(ServedDocument.Copy, "copy", "promise");

        var (copy, now) = (File.ReadAllText(ServedDocument.PathOf(ServedDocument.Copy)).Split('\n'), served.Text.Split('\n'));

        var line = copy.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        if (line < Math.Max(copy.Length, now.Length))
        {
            Assert.Fail(
                $"{ServedDocument.Copy} is not what the program serves, from line {line + 1} on:\n- {copy.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}\n"
                + $"Is that change meant? Then write it anew and look at the difference:\n{HowToCopy}");
        }
    }

    [Fact]
    public void Nothing_is_broken_that_was_promised()
    {
        WriteAnew(ServedDocument.Promise, "promise");

        var broken = BreakingChanges.Between(ApiDocument.Parse(File.ReadAllText(ServedDocument.PathOf(ServedDocument.Promise))), served.Document);

        broken.ShouldBeEmpty(
            $"Clients would stumble over this. Where none is out there yet, promise anew (docs/decisions/0022-openapi-copies.md):\n{HowToPromise}");
    }

    [Fact]
    public void Whatever_is_taken_out_of_the_document_is_found_to_be_broken()
    {
        var whole = served.Document;
        string[] places =
        [
            .. whole.Operations.SelectMany(PartsOf),
            .. whole.Schemas.SelectMany(schema => ApiDocument.Children(schema.Value!["properties"]).Keys.Select(property => $"components|schemas|{schema.Key}|properties|{property}")),
        ];

        places.Length.ShouldBeGreaterThan(200);
        var changed = served.Document.Root;
        places.Where(place => IsOverlooked(whole, changed, place)).ShouldBeEmpty();
    }

    private static IEnumerable<string> PartsOf(ApiOperation operation)
    {
        var place = $"paths|{operation.Path}|{operation.Method}";
        return operation.Answers.Keys.Select(status => $"{place}|responses|{status}")
            .Concat(operation.Parameters.Select((_, at) => $"{place}|parameters|{at.ToString(CultureInfo.InvariantCulture)}"))
            .Append($"{place}|operationId")
            .Append(place);
    }

    /// <summary>Takes it out, looks, and puts it back.</summary>
    private static bool IsOverlooked(ApiDocument whole, JsonObject changed, string place)
    {
        var steps = place.Split('|');
        var parent = steps[..^1].Aggregate((JsonNode)changed, (node, step) => node[step]!);
        if (parent is JsonArray list)
        {
            var at = int.Parse(steps[^1], CultureInfo.InvariantCulture);
            var part = list[at];
            list.RemoveAt(at);
            var isOverlooked = BreakingChanges.Between(whole, new ApiDocument(changed)).Count == 0;
            list.Insert(at, part);
            return isOverlooked;
        }
        else
        {
            var part = parent[steps[^1]];
            parent.AsObject().Remove(steps[^1]).ShouldBeTrue(place);
            var isOverlooked = BreakingChanges.Between(whole, new ApiDocument(changed)).Count == 0;
            parent[steps[^1]] = part;
            return isOverlooked;
        }
    }

    private void WriteAnew(string copy, params string[] when)
    {
        if (when.Contains(Write))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ServedDocument.PathOf(copy))!);
            File.WriteAllText(ServedDocument.PathOf(copy), served.Text);
        }
    }
}
