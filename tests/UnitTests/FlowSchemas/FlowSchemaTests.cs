using System.Text.Json.Nodes;
using Json.Schema;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.UnitTests.Architecture;
using WhatsAppSupport.UnitTests.Flows;

namespace WhatsAppSupport.UnitTests.FlowSchemas;

/// <summary>The committed schemas, which editors go by, and what they are made of (docs/decisions/0033).</summary>
public sealed class FlowSchemaTests
{
    private const string HowToWrite = "FLOW_SCHEMA_WRITE=copy dotnet test tests/UnitTests --filter FullyQualifiedName~FlowSchemas.FlowSchemaTests";

    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "flows", FlowSchema.FileName);

    public static readonly TheoryData<string> Shipped = [.. Repository.FilesUnder("flows", "*.yaml").Where(path => path.Count(character => character == '/') == 1)];

    [Fact]
    public void It_is_what_the_readers_take()
    {
        if (Environment.GetEnvironmentVariable("FLOW_SCHEMA_WRITE") == "copy")
            File.WriteAllText(Path, FlowSchema.Text);

        var (copy, now) = (File.ReadAllText(Path).Split('\n'), FlowSchema.Text.Split('\n'));

        var line = copy.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        if (line < Math.Max(copy.Length, now.Length))
        {
            Assert.Fail(
                $"flows/{FlowSchema.FileName} is not what the readers take, from line {line + 1} on:\n- {copy.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}\n"
                + $"Is that change meant? Then write it anew and look at the difference:\n{HowToWrite}");
        }
    }

    [Fact]
    public void It_is_a_schema_of_the_draft_that_editors_know()
    {
        var schema = JsonNode.Parse(FlowSchema.Text)!;

        ((string?)schema["$schema"]).ShouldBe("http://json-schema.org/draft-07/schema#");
        MetaSchemas.Draft7.Evaluate(schema).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Every_field_and_every_kind_is_explained_in_whole_sentences()
    {
        var properties = PropertiesIn(JsonNode.Parse(FlowSchema.Text)!, "").ToList();

        properties.Count.ShouldBeGreaterThan(150);
        properties.Where(property => property.Schema.Count > 1)
            .Where(property => property.Schema["description"]?.GetValue<string>() is not { Length: > 15 } text || !char.IsUpper(text[0]) || text[^1] != '.' || text.Contains("..", StringComparison.Ordinal))
            .Select(property => $"{property.Path}: {property.Schema["description"]}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_flow_begins_by_naming_it_and_has_nothing_that_an_editor_marks(string path)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Repository.Root, path));

        text.ShouldStartWith($"# yaml-language-server: $schema={FlowSchema.FileName}\n");
        Editor.Marks(text).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_no_flow_itself()
    {
        using var folder = new FlowFolder(("a.yaml", "flow_id: a\nsteps: [ { type: message, text: Hi } ]"), (FlowSchema.FileName, FlowSchema.Text));

        FlowFileReader.Read(folder.Path).All.ShouldHaveSingleItem().Id.ShouldBe("a");
    }

    private static IEnumerable<(string Path, JsonObject Schema)> PropertiesIn(JsonNode? node, string path) => node switch
    {
        JsonArray list => list.SelectMany((item, index) => PropertiesIn(item, $"{path}/{index}")),
        JsonObject map => map.SelectMany(part => part.Key is "if" or "not" ? []
            : part is { Key: "properties", Value: JsonObject properties } && !path.EndsWith("/default", StringComparison.Ordinal)
                ? properties.Where(property => property.Value is JsonObject).SelectMany(property =>
                    PropertiesIn(property.Value, $"{path}/{property.Key}").Prepend(($"{path}/{property.Key}", (JsonObject)property.Value!)))
                : PropertiesIn(part.Value, $"{path}/{part.Key}")),
        _ => [],
    };
}
