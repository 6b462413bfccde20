using System.Text.Json.Nodes;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>What docs/api.md says to type is typed here, in its order and in one shell; what it says is answered must be what is answered.</summary>
public sealed class ApiStoryTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    private const string Mark = "-- the next block --";

    [Fact]
    public async Task The_story_of_the_admin_API_goes_as_the_page_tells_it()
    {
        var story = Story.Read("docs/api.md");

        var typed = await checkout.TypeAsync(story.Script(Mark));

        var answers = typed.Split(Mark, StringSplitOptions.TrimEntries);
        story.Scenes.Count(scene => scene.Told is not null).ShouldBeGreaterThan(10);
        foreach (var (scene, answer) in story.Scenes.Zip(answers).Where(pair => pair.First.Told is not null))
        {
            Story.Difference(scene.Told, JsonNode.Parse(LastLine(answer))).ShouldBeNull($"{scene.Typed}\n{answer}");
        }
    }

    [Fact]
    public void A_difference_is_found()
    {
        var told = JsonNode.Parse("""{"a":"…","b":[{"c":1}]}""");

        Story.Difference(told, JsonNode.Parse("""{"a":7,"b":[{"c":1,"d":2}],"e":3}""")).ShouldBeNull();
        Story.Difference(told, JsonNode.Parse("""{"a":7,"b":[{"c":2}]}""")).ShouldBe(".b[0].c is 2");
        Story.Difference(told, JsonNode.Parse("""{"a":7,"b":[]}""")).ShouldBe(".b has fewer entries");
        Story.Difference(told, JsonNode.Parse("""{"b":[{"c":1}]}""")).ShouldBe(".a is missing");
    }

    /// <summary>A block may print more than one answer; the last one is told.</summary>
    private static string LastLine(string answer) => answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
}
