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
    public void Whatever_is_taken_out_of_an_operation_is_found_to_be_broken()
    {
        var operations = served.Document.Operations;

        Found(document => document.Root["paths"] = new JsonObject()).ShouldBe(operations.Select(operation => $"{operation.Title} is gone"));
        Found(document => Each(document, operation => operation.Remove("operationId")))
            .ShouldBe(operations.Select(operation => $"{operation.Title} was called {operation.Id}, is called "));
        Found(document => Each(document, operation => operation["responses"] = new JsonObject()))
            .ShouldBe(operations.SelectMany(operation => operation.Answers.Keys.Select(status => $"{operation.Title} → {status} is gone")));
        Found(document => Each(document, operation => operation["parameters"] = new JsonArray()))
            .ShouldBe(operations.SelectMany(operation => operation.Parameters.Select(parameter => $"{operation.Title} ({parameter["in"]} {parameter["name"]}) is gone")));
    }

    [Fact]
    public void Whatever_is_taken_out_of_a_schema_is_found_to_be_broken()
    {
        var whole = served.Document.Schemas.Where(schema => schema.Value!["properties"] is not null).ToList();

        whole.Count.ShouldBeGreaterThan(30);
        foreach (var (name, schema) in whole)
        {
            var found = Found(document => document.Schemas[name]!["properties"] = new JsonObject());

            foreach (var property in ApiDocument.Children(schema!["properties"]).Keys)
            {
                found.ShouldContain(change => change.EndsWith($".{property} is gone", StringComparison.Ordinal), $"{name}.{property}");
            }
        }
    }

    private IReadOnlyList<string> Found(Action<ApiDocument> change)
    {
        var changed = ApiDocument.Parse(served.Text);
        change(changed);
        return BreakingChanges.Between(served.Document, new ApiDocument(changed.Root));
    }

    private static void Each(ApiDocument document, Action<JsonObject> change)
    {
        foreach (var operation in document.Operations)
        {
            change(operation.Json);
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
