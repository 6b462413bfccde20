using WhatsAppSupport.Infrastructure.FlowFiles.Steps;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>The flows that come with the program, talked through as their transcripts say.</summary>
public sealed class ShippedTranscriptTests
{
    private const int FewestTranscripts = 3;

    public static TheoryData<string> Files => [.. ShippedTranscripts.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_goes_as_it_is_written(string file)
    {
        var problem = ShippedTranscripts.Play(ShippedTranscripts.Read(file));

        if (problem is not null)
            Assert.Fail(problem.ToString());
    }

    /// <summary>Each line that says what happens is looked at: with another word in it the transcript does not go any more.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void No_line_of_it_can_say_something_else(string file)
    {
        var transcript = ShippedTranscripts.Read(file);
        foreach (var (turn, at) in transcript.Turns.SelectMany((turn, place) => turn.Events.Select((_, at) => (place, at))))
        {
            var expected = transcript.Turns[turn].Events[at];
            var wrong = With(transcript, turn, [.. transcript.Turns[turn].Events.Select((one, place) => place == at ? one with { Text = one.Text + " wrong" } : one)]);
            var less = With(transcript, turn, [.. transcript.Turns[turn].Events.Where((_, place) => place != at)]);

            ShippedTranscripts.Play(wrong).ShouldNotBeNull().Line.ShouldBe(expected.Line);
            ShippedTranscripts.Play(less).ShouldNotBeNull(expected.Text);
        }
    }

    [Fact]
    public void Each_flow_that_a_customer_can_begin_has_at_least_three()
    {
        var flows = ShippedTranscripts.Flows.All.Where(flow => flow.Triggers.Count > 0).Select(flow => flow.Id).ToList();
        var written = ShippedTranscripts.Files.CountBy(ShippedTranscripts.FlowOf).ToDictionary();

        flows.Count.ShouldBeGreaterThanOrEqualTo(4);
        written.Keys.ShouldBe(flows, ignoreOrder: true);
        written.ShouldAllBe(flow => flow.Value >= FewestTranscripts);
    }

    [Fact]
    public void Every_step_is_come_to_in_one_of_them()
    {
        var reached = new HashSet<(string, string)>();
        foreach (var file in ShippedTranscripts.Files)
            ShippedTranscripts.Play(ShippedTranscripts.Read(file), (flow, step) => reached.Add((flow, step)));

        ShippedTranscripts.Flows.All.SelectMany(flow => flow.Places.Select(place => (flow.Id, place.Key)))
            .Where(step => !reached.Contains(step)).ShouldBeEmpty();
    }

    [Fact]
    public void One_flow_shows_every_kind_of_step() =>
        ShippedTranscripts.Flows.Find("returns")!.Places.Select(place => place.Value.GetType()).Distinct().ShouldBe(StepReaders.StepTypes, ignoreOrder: true);

    [Fact]
    public void A_flow_in_two_languages_is_talked_through_in_both()
    {
        var inHindi = ShippedTranscripts.Flows.All.Select(flow => flow.Id).Where(flow => ShippedTranscripts.TextOf(flow).Contains(" hi: ", StringComparison.Ordinal)).ToList();

        inHindi.ShouldContain("returns");
        foreach (var flow in inHindi.Where(flow => ShippedTranscripts.Flows.Find(flow)!.Triggers.Count > 0))
            ShippedTranscripts.Files.Where(file => ShippedTranscripts.FlowOf(file) == flow).Select(file => ShippedTranscripts.Read(file).Settings.Language).Distinct().ShouldBe(["en", "hi"], ignoreOrder: true);
    }

    [Fact]
    public void The_example_of_the_reference_is_one_of_them()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/flows.md"));

        ShippedTranscripts.Files.Select(file => File.ReadAllText(Path.Combine(Repository.Root, file))).Count(text => page.Contains($"```text\n{text}```", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static Transcript With(Transcript transcript, int turn, IReadOnlyList<ExpectedEvent> events) =>
        transcript with { Turns = [.. transcript.Turns.Select((one, place) => place == turn ? one with { Events = events } : one)] };
}
