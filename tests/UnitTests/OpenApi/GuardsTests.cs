using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.UnitTests.Api;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>What is said of an endpoint follows from its attributes, whoever adds it.</summary>
public sealed class GuardsTests : IAsyncLifetime
{
    private ApiDocument document = new([]);

    public async Task InitializeAsync()
    {
        await using var face = await FaceApp.StartAsync(add: services => services.AddControllers().AddApplicationPart(typeof(BooksController).Assembly));
        document = ApiDocument.Parse((await face.GetAsync("/openapi/v1.json")).Body);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void A_policy_is_a_permission_of_each_way_in_and_a_403()
    {
        var list = Operation("listBooks");

        list["security"]!.ToJsonString().ShouldBe("""[{"apiKey":["books:read"]},{"session":["books:read"]}]""");
        Statuses(list).ShouldBe(["200", "400", "401", "403", "429", "503"]);
        ((string?)list["description"]).ShouldBe("Permission: books:read.");
    }

    [Fact]
    public void What_changes_something_takes_a_body_and_the_token_against_forgery()
    {
        var create = Operation("createBook");

        create["security"]!.ToJsonString().ShouldBe("""[{"apiKey":["books:write"]},{"session":["books:write"],"csrfToken":[]}]""");
        Statuses(create).ShouldBe(["200", "400", "401", "403", "413", "415", "429", "503"]);
        ((string?)create["responses"]!["403"]!["description"]).ShouldBe("not_allowed, password_change_required, csrf_token_invalid");
    }

    [Fact]
    public void Sign_in_without_a_policy_is_no_permission()
    {
        var mine = Operation("getBooksMine");

        mine["security"]!.ToJsonString().ShouldBe("""[{"apiKey":[]},{"session":[]}]""");
        Statuses(mine).ShouldBe(["200", "401", "429", "503"]);
    }

    [Fact]
    public void What_is_open_to_everybody_asks_for_nothing()
    {
        var open = Operation("openBooks");

        (open["security"]?.AsArray().Count ?? 0).ShouldBe(0);
        Statuses(open).ShouldBe(["200", "400", "413", "415", "429", "503"]);
    }

    [Fact]
    public void The_words_of_a_parameter_are_its_attributes()
    {
        var words = new ApiOperation("get", "", Operation("listBooks")).Parameters.Select(parameter => document.Shape(parameter["schema"]!).Words);

        words.ShouldBe([["active", "escalated", "completed"], ["newest", "active"]]);
    }

    [Fact]
    public void An_answer_has_all_of_its_properties_and_a_body_those_without_which_it_makes_no_sense()
    {
        RequiredOf("Book").ShouldBe(["name", "note", "parts", "isLent"]);
        RequiredOf("NewBook").ShouldBe(["name", "parts"]);
        RequiredOf("BookPart").ShouldBe(["name"]);
    }

    private JsonObject Operation(string id) => document.Operations.Single(operation => operation.Id == id).Json;

    private string[] RequiredOf(string schema) => [.. document.Schemas[schema]!["required"]!.AsArray().Select(name => (string)name!)];

    private static string[] Statuses(JsonObject operation) => [.. operation["responses"]!.AsObject().Select(answer => answer.Key)];
}
