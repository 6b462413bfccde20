using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>Whether a typed client can be made of the document, and somebody who reads it knows what to send. Each failure names what is missing.</summary>
public sealed partial class DocumentTests(ServedDocument served) : IClassFixture<ServedDocument>
{
    private ApiDocument Document => served.Document;

    private IEnumerable<ApiOperation> OfTheAdminApi => Document.Operations.Where(operation => operation.Path.StartsWith("/api/v1/", StringComparison.Ordinal));

    [Fact]
    public void Every_endpoint_is_in_it()
    {
        served.Addresses.Count.ShouldBeGreaterThan(15);
        served.Addresses.Except(Document.Operations.Select(operation => operation.Title)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_a_summary_and_one_area()
    {
        var operations = Document.Operations;

        operations.Where(operation => !Name().IsMatch(operation.Id ?? "")).ShouldBeEmpty("See OperationName.");
        operations.GroupBy(operation => operation.Id).Where(same => same.Count() > 1).Select(same => string.Join(" and ", same.Select(operation => operation.Title)))
            .ShouldBeEmpty("They have the same name: rename the action, or [Http…(Name = \"…\")].");
        operations.Where(operation => operation.Json["summary"] is null || operation.Json["tags"]!.AsArray().Count != 1).Select(operation => operation.Title).ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_tells_of_the_refusals_that_its_guards_imply()
    {
        var untold = from operation in OfTheAdminApi
                     where operation.WaysIn.Count > 0
                     from status in operation.WaysIn.SelectMany(way => way.Values).Any(permissions => permissions.Length > 0) ? new[] { "401", "403", "429", "503" } : ["401", "429", "503"]
                     where !operation.Answers.ContainsKey(status)
                     select $"{operation.Title}: {status}";

        untold.ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_that_needs_sign_in_takes_a_key_or_a_session_and_unsafe_ones_the_token_against_forgery()
    {
        foreach (var operation in OfTheAdminApi.Where(operation => operation.WaysIn.Count > 0))
        {
            string[] session = operation.Method is "get" or "head" ? ["session"] : ["session", "csrfToken"];

            operation.WaysIn.Select(way => way.Keys.ToArray()).ShouldBe([["apiKey"], session], operation.Title);
        }

        OfTheAdminApi.Where(operation => operation.WaysIn.Count > 0).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_refusal_is_a_problem_whose_description_begins_with_its_code()
    {
        var others = from operation in Document.Operations
                     from answer in operation.Answers
                     where answer.Key[0] is '4' or '5' && answer.Value!["content"]?["application/json"] is null
                     where (string?)answer.Value!["content"]?["application/problem+json"]?["schema"]?["$ref"] != "#/components/schemas/Problem"
                         || !Code().IsMatch((string?)answer.Value["description"] ?? "")
                     select $"{operation.Title} → {answer.Key}: {answer.Value["description"]}";

        others.ShouldBeEmpty("Say it with [ProducesResponseType<ProblemDetails>(…, Problems.ContentType, Description = \"its_code, another_code (what to do)\")].");
    }

    [Fact]
    public void A_problem_is_described_with_all_that_may_be_in_it()
    {
        var written = Repository.Program
            .Where(file => file.Path.StartsWith("src/Api/", StringComparison.Ordinal))
            .SelectMany(file => file.Lines.SelectMany(line => Extension().Matches(line)).Select(match => match.Groups["name"].Value));

        written.Distinct().Except(Document.Shape(Document.Schemas["Problem"]!).Properties.Keys).ShouldBeEmpty("Add it to the record Problem.");
    }

    [Fact]
    public void Every_body_and_every_answer_in_JSON_has_an_example()
    {
        var contents = from operation in Document.Operations
                       from part in operation.Answers.Append(new("body", operation.Json["requestBody"]))
                       from content in ApiDocument.Children(part.Value?["content"])
                       where content.Key.EndsWith("json", StringComparison.Ordinal) && content.Value!["example"] is null
                       select $"{operation.Title} → {part.Key}: {content.Value["schema"]?.ToJsonString()}";

        contents.ShouldBeEmpty("Put one of that type into the IExamples of its area: src/Api/Documentation/Examples.");
    }

    [Fact]
    public void Every_example_is_what_its_schema_says()
    {
        // They are written as answers are: what departs here would depart there.
        var departures = from operation in Document.Operations
                         from part in operation.Answers.Append(new("body", operation.Json["requestBody"]))
                         from content in ApiDocument.Children(part.Value?["content"])
                         where content.Value!["example"] is not null
                         from departure in Document.Departures(content.Value["schema"]!, content.Value["example"])
                         select $"{operation.Title} → {part.Key}: {departure}";

        departures.ShouldBeEmpty();
    }

    [Fact]
    public void Every_parameter_has_words_or_an_example_and_is_described()
    {
        var bare = from operation in Document.Operations
                   from parameter in operation.Parameters
                   let schema = Document.Shape(parameter["schema"]!["items"] ?? parameter["schema"]!)
                   where parameter["description"] is null || (schema.Words is null && schema.Of("examples") is null && schema.Types?.Contains("boolean") != true)
                   select $"{operation.Title}: {parameter["name"]}";

        bare.ShouldBeEmpty("Give it a comment or ParameterWords, and [Words(…)] or an example in ParameterExamples.");
    }

    [Fact]
    public void No_body_is_described_by_the_comment_of_another_parameter()
    {
        var wrong = Document.Operations.Where(operation => (string?)operation.Json["requestBody"]?["description"] == "The caller has gone.");

        wrong.Select(operation => operation.Title).ShouldBeEmpty("The generator takes the last comment for the body's: leave out <param name=\"cancellationToken\">.");
    }

    [Fact]
    public void Every_type_has_one_schema()
    {
        var names = Document.Schemas.Keys;

        names.Where(name => Numbered().Match(name) is { Success: true } match && names.Contains(match.Groups["name"].Value))
            .ShouldBeEmpty("Two types have one name: rename one of them.");
    }

    [Fact]
    public void Every_schema_says_what_it_is()
    {
        foreach (var (place, schema) in Document.Schemas.SelectMany(schema => Within(schema.Value!, schema.Key)))
        {
            (place.EndsWith(".*", StringComparison.Ordinal) ? schema : schema["type"] ?? schema["$ref"] ?? schema["oneOf"]).ShouldNotBeNull($"{place} may be anything");
            (schema["type"] is not JsonArray types || types.Count(type => (string?)type != "null") == 1).ShouldBeTrue($"{place} is several things");
            foreach (var word in schema["enum"]?.AsArray() ?? [])
            {
                Word().IsMatch((string?)word ?? "").ShouldBeTrue($"{place}: {word} is no snake_case word");
            }
        }
    }

    private static IEnumerable<(string Place, JsonObject Schema)> Within(JsonNode schema, string place) => ApiDocument.Children(schema["properties"])
        .Append(new("[]", schema["items"]))
        .Append(new("*", schema["additionalProperties"] as JsonObject))
        .Where(part => part.Value is not null)
        .SelectMany(part => Within(part.Value!, $"{place}.{part.Key}"))
        .Append((place, schema.AsObject()));

    [GeneratedRegex("^[a-z]+([A-Z][a-z0-9]+)+$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*(?=$|[:, ])")]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Word();

    [GeneratedRegex(@"Extensions\[""(?<name>\w+)""\]")]
    private static partial Regex Extension();

    [GeneratedRegex(@"^(?<name>\w+?)\d+$")]
    private static partial Regex Numbered();
}
