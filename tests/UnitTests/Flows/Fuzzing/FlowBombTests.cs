using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Files that are good YAML, and of which something would grow with the square of their length, or faster.</summary>
public sealed class FlowBombTests
{
    [Fact]
    public void Thousands_of_jumps_to_steps_that_are_not_there_are_told_up_to_a_point()
    {
        var steps = Bounds.Repeated(4_000, step => $"  - {{ type: goto, id: {Long(step)}, step: {Long(step + 100_000)} }}\n");

        Bounds.Read(Bounds.Flow(steps), mebibytes: 512).Errors.Count.ShouldBe(FileFindings.Most + 1);
    }

    [Fact]
    public void Thousands_of_steps_that_nothing_leads_to_are_one_finding()
    {
        var steps = $"  - {{ type: end }}\n{Bounds.Repeated(9_000, "  - { type: wait, for: 1s }\n")}";

        Bounds.Refused(Bounds.Flow(steps), mebibytes: 256).Code.ShouldBe("unreachable_step");
    }

    [Fact]
    public void A_way_of_thousands_of_jumps_is_followed_once()
    {
        const int Count = 3_000;
        var steps = Bounds.Repeated(Count, step => $"  - {{ type: goto, id: s{step}, step: s{step + 1} }}\n  - {{ type: wait, for: 1s }}\n");

        var errors = Bounds.Read(Bounds.Flow($"{steps}  - {{ type: message, id: s{Count}, text: Hi }}\n"), mebibytes: 256).Errors;

        errors.ShouldAllBe(error => error.Code == "unreachable_step" || error.Code == FindingCode.TooManyFindings);
    }

    [Fact]
    public void A_ring_of_thousands_of_jumps_is_one_finding()
    {
        const int Count = 3_000;
        var steps = Bounds.Repeated(Count, step => $"  - {{ type: goto, id: s{step}, step: s{(step + 1) % Count} }}\n  - {{ type: wait, for: 1s }}\n");

        Bounds.Read(Bounds.Flow(steps), mebibytes: 256).Errors.Count(error => error.Code == "loop_without_wait").ShouldBe(1);
    }

    [Fact]
    public void Thousands_of_flows_that_go_on_to_each_other_carry_nothing_along()
    {
        const int Count = 3_000;
        var sets = Bounds.Repeated(20, number => $"variable_{{0}}_{number}: 1, ");
        FlowText[] files = [.. Enumerable.Range(0, Count).Select(flow => new FlowText($"f{flow}.yaml",
            $"flow_id: f{flow}\nsteps:\n  - {{ type: set, values: {{ {sets.Replace("{0}", $"{flow}", StringComparison.Ordinal)} }} }}\n  - {{ type: message, text: \"{{unknown}}\" }}\n  - {{ type: goto, flow: f{(flow + 1) % Count} }}"))];
        FlowFileSet? read = null;

        Bounds.Hold(1_500, () => read = FlowFileReader.ReadTexts(files));

        read!.Errors.ShouldContain(error => error.Code == "loop_without_wait");
    }

    [Fact]
    public void Thousands_of_languages_are_no_square_of_them()
    {
        var steps = Bounds.Repeated(5_000, step => $"  - {{ type: input, variable: a, text: {{ {Language(step)}: Hi }} }}\n");

        Bounds.Read(Bounds.Flow(steps), mebibytes: 512).Errors.Count.ShouldBe(FileFindings.Most + 1);
    }

    [Fact]
    public void Thousands_of_choices_in_as_many_languages_are_made_when_they_are_shown()
    {
        var replies = Bounds.Repeated(5_000, reply => $"{{ text: {{ {Language(reply)}: r{reply} }} }}, ");

        var outcome = Bounds.Begun(Bounds.Flow($"  - {{ type: quick_replies, text: Well, replies: [ {replies} ] }}"), mebibytes: 32);

        outcome.Effects.OfType<FlowEffect.Say>().Single().Reply.Options.Count.ShouldBe(5_000);
    }

    [Theory]
    [InlineData("  - { type: set, values: { NAMES } }", "n{0}: 1, ")]
    [InlineData("  - { type: call, flow: a, with: { NAMES } }", "n{0}: 1, ")]
    public void A_step_that_works_out_thousands_of_values_is_refused(string step, string name) =>
        Bounds.Read(Bounds.Flow(step.Replace("NAMES", Many(20_000, name), StringComparison.Ordinal)), mebibytes: 64).Errors.ShouldContain(error => error.Code == FindingCode.TooLong);

    [Theory]
    [InlineData("  - { type: api, url: \"https://api.shop.example/\", headers: { NAMES } }", "H{0}: x, ")]
    [InlineData("  - { type: api, url: \"https://api.shop.example/\", save: { NAMES } }", "n{0}: $, ")]
    [InlineData("  - { type: api, url: \"https://api.shop.example/\", body: { NAMES } }", "n{0}: -x, ")]
    [InlineData("  - { type: quick_replies, text: Well, replies: [ { text: Yes, set: { NAMES } } ] }", "n{0}: x, ")]
    [InlineData("  - { type: message, text: { NAMES } }", "aa-{0}x: x, ")]
    [InlineData("  - { type: rate, text: Well, labels: [ NAMES ] }", "{0}, ")]
    [InlineData("  - { type: tag, add: [ NAMES ] }", "{0}, ")]
    [InlineData("  - { type: input, variable: a, text: Well, validate: { type: one_of, values: [ NAMES ] } }", "{0}, ")]
    public void A_map_of_thousands_is_read_in_the_time_of_its_length(string step, string name) =>
        Bounds.Read(Bounds.Flow(step.Replace("NAMES", Many(20_000, name), StringComparison.Ordinal)), mebibytes: 512);

    [Fact]
    public void Thousands_of_holidays_are_read_in_the_time_of_their_length()
    {
        var days = Bounds.Repeated(20_000, day => $"{new DateOnly(1990, 1, 1).AddDays(day):yyyy-MM-dd}: closed, ");
        var findings = new FileFindings("hours.yaml");

        Bounds.Hold(128, () => HoursFile.Parse($"time_zone: UTC\ndays: {{ weekdays: 09:00-18:00 }}\nholidays: {{ {days} }}", findings));

        findings.Errors.ShouldBeEmpty();
    }

    /// <summary>The system looks zones up as files: this one never ends.</summary>
    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("../../../dev/zero")]
    [InlineData("Europe/../../../../dev/zero")]
    public void A_time_zone_is_no_way_to_another_file(string zone)
    {
        var findings = new FileFindings("hours.yaml");

        Bounds.Hold(8, () => HoursFile.Parse($"time_zone: {zone}\ndays: {{ weekdays: 09:00-18:00 }}", findings));

        findings.Errors.ShouldHaveSingleItem().Problem.ShouldContain("is no time zone");
    }

    [Fact]
    public void A_text_of_thousands_of_values_ends_where_a_turn_does()
    {
        var steps = $"  - {{ type: set, values: {{ a: \"left('{new string('x', 4_000)}', 4000)\" }} }}\n  - {{ type: message, text: \"{Bounds.Repeated(150_000, "{a}")}\" }}\n  - {{ type: input, variable: b, text: Well }}";

        var outcome = Bounds.Begun(Bounds.Flow(steps), mebibytes: 64);

        outcome.Fault.ShouldBe(FlowFault.Text);
    }

    [Fact]
    public void A_body_of_thousands_of_values_ends_where_it_would_be_refused()
    {
        var steps = $"  - {{ type: set, values: {{ a: \"left('{new string('x', 4_000)}', 4000)\" }} }}\n  - {{ type: api, method: POST, url: \"https://api.shop.example/\", body: {{ a: [ {Bounds.Repeated(2_000, "\"{a}\", ")} ], b: \"{Bounds.Repeated(15_000, "{a}")}\" }} }}";

        var outcome = Bounds.Begun(Bounds.Flow(steps), mebibytes: 64);

        outcome.Effects.OfType<FlowEffect.Request>().Single().Call.Body!.Length.ShouldBeGreaterThan(CallLimits.LargestBody);
    }

    /// <summary>Doubled in each step, it would be more than there are atoms after three hundred of them.</summary>
    [Theory]
    [InlineData("list(a, a)")]
    [InlineData("concat(a, a, 'x')")]
    [InlineData("replace(concat(a, 'xx'), 'x', a)")]
    [InlineData("join(list(a, a, a), 'xx')")]
    [InlineData("join(split(concat(a, 'x,x'), ','), concat(a, ','))")]
    [InlineData("list(a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)")]
    [InlineData("list(list(list(a)))")]
    [InlineData("upper(concat(a, 'ŉ'))")]
    [InlineData("default(a, 1) * 1000")]
    public void What_is_put_into_itself_again_and_again_stays_small(string doubled)
    {
        var steps = $"  - {{ type: set, values: {{ a: \"'x'\" }} }}\n{Bounds.Repeated(60, $"  - {{ type: set, values: {{ a: \"{doubled}\" }} }}\n")}  - {{ type: input, variable: b, text: \"Well {{a}}\" }}";

        Bounds.Begun(Bounds.Flow(steps), mebibytes: 256).Handled.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}", "\uFFFD")]
    [InlineData("{\"a\":\"x\\udc00y\"}", "x\uFFFDy")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}", "😀")]
    [InlineData("{\"a\":\"x\\u0000y\"}", "xy")]
    [InlineData("{\"a\":\"\\\\ud800\"}", "\\ud800")]
    [InlineData("{\"\\ud800\":1,\"a\":\"é\\u00e9\"}", "éé")]
    public void An_answer_with_halves_of_characters_is_an_answer(string answer, string said)
    {
        var talk = Written.Flow("  - { type: api, url: \"https://api.shop.example/\", save: { a: a } }\n  - { type: message, text: \"{a}\" }");

        talk.Writes("go").Gets(new FlowAnswer.Succeeded(200, answer));

        talk.Said.ShouldBe([said]);
    }

    [Fact]
    public void What_a_provider_tells_of_a_picture_may_be_any_JSON()
    {
        var talk = Written.Flow("  - { type: input, variable: a, text: Photo, validate: media }\n  - { type: message, text: \"{a.caption}\" }");

        talk.Writes("go").Gives(new CustomerInput(MessageType.Image, "It", null, "{\"url\":\"\\ud800\",\"\\udc00\":1}"));

        talk.Said.ShouldBe(["It"]);
    }

    private static string Many(int times, string one) => Bounds.Repeated(times, number => one.Replace("{0}", $"{number}", StringComparison.Ordinal));

    /// <summary>Of the same length, and alike nowhere.</summary>
    private static string Long(int number) => string.Concat(new Random(number).GetItems("abcdefghijklmnopqrstuvwxyz".AsSpan(), 60));

    private static string Language(int number) => $"aa-x{number}";
}
