using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>What is found in flows before they run: with a code, at its place, and how it is mended.</summary>
public sealed class FlowChecksTests
{
    [Theory]
    [InlineData("unreachable_step", true, "  - { type: end }\n  - { type: message, text: Never }\n  - { type: message, text: Neither }", 5)]
    [InlineData("unset_variable", true, "  - { type: message, text: 'Hi {nmae}' }", 4)]
    [InlineData("loop_without_wait", false, "  - { type: message, id: a, text: Hi }\n  - { type: goto, step: a }", 4)]
    [InlineData("loop_without_wait", true, "  - { type: message, id: a, text: Hi }\n  - { type: conditional, condition: user_name, steps: [ { type: goto, step: a } ] }", 4)]
    [InlineData("missing_translation", true, "  - { type: message, text: { en: Hi, hi: हाय } }\n  - { type: message, text: { en: Bye } }", 5)]
    [InlineData("missing_translation", true, "  - { type: message, text: { en: Hi, hi: हाय } }\n  - { type: message, text: Bye }", 5)]
    [InlineData("hidden_fact", true, "  - { type: set, values: { now: 1 } }", 4)]
    [InlineData("hidden_fact", true, "  - { type: input, variable: customer.phone, text: '?' }", 4)]
    [InlineData("unset_variable", true, "  - { type: message, text: 'Hi {customer.nmae}' }", 4)]
    [InlineData("unset_variable", true, "  - { type: message, text: 'Hi {error}' }", 4)]
    [InlineData("unset_variable", true, "  - { type: input, variable: n, text: '?', validate: { type: number, min: least } }", 4)]
    [InlineData("missing_on_error", true, "  - { type: ask_model, prompt: Hi, save: x }\n  - { type: message, text: '{x}' }", 4)]
    [InlineData("type_error", false, "  - { type: set, values: { n: '\"abc\" * 2' } }", 4)]
    [InlineData("type_error", false, "  - { type: input, variable: n, text: '?', validate: integer }\n  - { type: conditional, condition: n > 'abc', steps: [ { type: message, text: A } ] }", 5)]
    [InlineData("type_error", false, "  - { type: set, values: { n: round(list(1)) } }", 4)]
    [InlineData("too_long", true, "  - { type: quick_replies, text: '?', replies: [ { text: A button that is too long } ] }", 4)]
    [InlineData("too_long", false, "  - { type: list, text: '?', button: A button that is too long, rows: [ { text: A } ] }", 4)]
    [InlineData("too_long", false, "  - { type: list, text: '?', button: B, rows: [ { text: A row of more than twenty-four } ] }", 4)]
    public void What_does_not_do_what_was_meant_is_told(string code, bool isWarning, string steps, int line)
    {
        var finding = Written.FindingsIn($"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n{steps}").ShouldHaveSingleItem();

        (finding.Code, finding.IsWarning, finding.Line).ShouldBe((code, isWarning, line));
        finding.Column.ShouldBeGreaterThan(0);
        finding.Problem.Length.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("  - { type: ask_model, prompt: '?', save: mood, on_error: [ { type: end } ] }\n  - { type: conditional, condition: mood < 3, steps: [ { type: end } ] }")]
    [InlineData("  - { type: input, variable: order, text: '?' }\n  - { type: conditional, condition: digits(order) > 1000, steps: [ { type: end } ] }\n  - { type: set, values: { n: 'round(trim(order)) + 1' } }")]
    [InlineData("  - { type: message, text: '{customer.metadata.tier} {hours.open} {user_name} {conversation.tags}' }")]
    [InlineData("  - { type: set, values: { customer.language: \"'hi'\" } }\n  - { type: message, text: { en: Hi, hi: हाय } }\n  - { type: message, text: '1 ⭐' }\n  - { type: note, text: Spoke Hindi }")]
    [InlineData("  - type: quick_replies\n    id: top\n    text: '?'\n    replies: [ { text: A, action: step, target: a0 }, { text: B, action: step, target: b } ]\n  - { type: end, id: b }\n  - { type: message, id: a0, text: A }")]
    [InlineData("  - { type: message, text: { en: Hi, hi: हाय } }\n  - { type: media, kind: image, url: 'https://a.example/b.png', caption: '{user_name}: {customer.phone}' }")]
    public void What_works_is_told_nothing_of(string steps) => Written.FindingsIn($"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n{steps}").ShouldBeEmpty();

    [Theory]
    [InlineData("{ type: quick_replies, text: '?', replies: [ { text: A } ] }", null)]
    [InlineData("{ type: message, text: Hi }", "main")]
    [InlineData("{ type: call, flow: main }", "main,menu")]
    public void A_round_through_a_flow_that_asks_is_none(string step, string? told)
    {
        var findings = Written.FindingsIn(
            "flow_id: main\ntriggers: [ { type: keyword, value: go } ]\nsteps:\n  - { type: call, id: top, flow: menu }\n  - { type: goto, step: top }", $"flow_id: menu\nsteps: [ {step} ]");

        findings.Any(finding => finding is { Code: "loop_without_wait", IsWarning: false }).ShouldBe(told is not null);
        findings.ShouldAllBe(finding => finding.Code == "loop_without_wait");
    }

    /// <summary>One below another they are many steps in a row, and none of them is gone on to.</summary>
    [Fact]
    public void Sixty_answers_that_each_end_are_no_long_way()
    {
        var answers = string.Concat(Enumerable.Range(0, 60).Select(number => $"  - {{ type: message, id: a{number}, text: Hi }}\n  - {{ type: end }}\n"));
        var rows = string.Join(", ", Enumerable.Range(0, 10).Select(number => $"{{ text: R{number}, action: step, target: a{number} }}"));

        Written.FindingsIn($"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n  - {{ type: quick_replies, text: '?', replies: [ {rows} ] }}\n{answers}")
            .ShouldAllBe(finding => finding.Code == "unreachable_step");
    }

    /// <summary>One that another goes on to knows what that one knew, and one that is called knows what it is given.</summary>
    [Fact]
    public void What_a_flow_is_given_or_was_set_before_it_is_no_finding_and_what_is_set_elsewhere_is_one()
    {
        const string Other = "flow_id: other\nsteps: [ { type: message, text: '{given} {kept}' } ]";
        const string Elsewhere = "flow_id: elsewhere\ntriggers: [ { type: keyword, value: else } ]\nsteps: [ { type: set, values: { given: 1, kept: 1 } } ]";
        static string Main(string step) => $"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n  - {{ type: set, values: {{ kept: 1, given: 2 }} }}\n  - {step}";

        Written.FindingsIn(Main("{ type: goto, flow: other }"), Other, Elsewhere).ShouldBeEmpty();
        Written.FindingsIn(Main("{ type: call, flow: other, with: { given: kept } }"), Other, Elsewhere).ShouldHaveSingleItem().Problem.ShouldStartWith("kept is set by no step");
    }

    [Theory]
    [InlineData("text", "- { type: input, variable: x, text: T, retry_text: LONG }", 4096)]
    [InlineData("ends", "- { type: message, text: T }\nends: LONG", 4096)]
    [InlineData("end", "- { type: end, text: LONG }", 4096)]
    [InlineData("escalate", "- { type: escalate, department: support, text: LONG }", 4096)]
    [InlineData("retry", "- { type: quick_replies, text: T, retry_text: LONG, replies: [ { text: A } ] }", 1024)]
    [InlineData("hand over", "- { type: quick_replies, text: T, replies: [ { text: A, action: escalate, department: support, hand_over_text: LONG } ] }", 4096)]
    public void Wherever_a_text_is_longer_than_WhatsApp_takes_it_is_told(string what, string step, int most)
    {
        string[] Codes(int length) => [.. Written.FindingsIn(
            $"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n{step.Replace("LONG", new string('x', length), StringComparison.Ordinal)}").Select(finding => finding.Code)];

        Codes(most).ShouldBeEmpty(what);
        Codes(most + 1).ShouldBe(["too_long"], what);
    }

    /// <summary>By the names of the flows, as the engine has it, and not of their files.</summary>
    [Theory]
    [InlineData("{ type: keyword, value: hi }", "{ type: keyword, value: hi }", "zeta")]
    [InlineData("{ type: keyword, value: hi there }", "{ type: keyword, value: hi, priority: 1 }", "zeta")]
    [InlineData("{ type: exact_match, value: hi there }", "{ type: keyword, value: hi, priority: 1 }", "zeta")]
    [InlineData("{ type: message_type, value: image }", "{ type: fallback, priority: 5 }", "zeta")]
    [InlineData("{ type: keyword, value: hi, interrupt: true }", "{ type: keyword, value: hi }", null)]
    [InlineData("{ type: keyword, value: hi there }", "{ type: keyword, value: hi }", null)]
    public void Who_goes_first_in_every_message_is_told_of(string ofZeta, string ofAlpha, string? shadowed)
    {
        static string Flow(string id, string trigger) => $"flow_id: {id}\ntriggers: [ {trigger} ]\nsteps: [ {{ type: message, text: Hi }} ]";

        var findings = Written.FindingsIn(Flow("zeta", ofZeta), Flow("alpha", ofAlpha));

        findings.Select(finding => (Path.GetFileName(finding.File), finding.Code)).ShouldBe(shadowed is null ? [] : [("a.yaml", "shadowed_trigger")]);
    }

    [Fact]
    public void A_trigger_behind_another_one_is_told_and_one_with_priority_is_none()
    {
        const string Steps = "steps: [ { type: message, text: Hi } ]";

        var finding = Written.FindingsIn(
            $"flow_id: one\ntriggers: [ {{ type: keyword, value: help me }} ]\n{Steps}", $"flow_id: two\ntriggers:\n  - {{ type: keyword, value: HELP me! }}\n{Steps}").ShouldHaveSingleItem();

        (finding.Code, finding.IsWarning, finding.Line).ShouldBe(("shadowed_trigger", true, 3));
        finding.Problem.ShouldContain("begins the flow one");
    }

    [Theory]
    [InlineData("{ type: goto, step: nowhere }", "unknown_target")]
    [InlineData("{ type: goto, flow: nowhere }", "unknown_target")]
    [InlineData("{ type: goto }", "missing_field")]
    [InlineData("{ type: call, flow: nowhere }", "unknown_target")]
    [InlineData("{ type: wait, for: soon }", "invalid_field")]
    [InlineData("{ type: wait, for: 40d }", "invalid_field")]
    [InlineData("{ type: wait, for: 1m, timeout: { after: 1m, steps: [ { type: message, text: A } ] } }", "invalid_field")]
    [InlineData("{ type: media, kind: gif, url: 'https://a.example/b' }", "unknown_kind")]
    [InlineData("{ type: media, kind: image, url: 'http://a.example/b' }", "invalid_field")]
    [InlineData("{ type: media, kind: image, url: 'https://a.example/b', file_name: a.png }", "invalid_field")]
    [InlineData("{ type: location, latitude: 91, longitude: 0 }", "invalid_field")]
    [InlineData("{ type: set, values: { a b: 1 } }", "invalid_field")]
    [InlineData("{ type: set, values: { a: 1 + } }", "invalid_expression")]
    [InlineData("{ type: set }", "missing_field")]
    [InlineData("{ type: tag }", "missing_field")]
    [InlineData("{ type: tag, add: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa }", "too_long")]
    [InlineData("{ type: rate, text: '?', labels: [a, b] }", "invalid_field")]
    [InlineData("{ type: list, text: '?', button: B }", "missing_field")]
    [InlineData("{ type: list, text: '?', button: B, rows: [ { text: A }, { text: a } ] }", "duplicate")]
    [InlineData("{ type: message, id: a b, text: A }", "invalid_field")]
    [InlineData("{ type: message, text: { english: A } }", "invalid_field")]
    [InlineData("{ type: message, text: {} }", "missing_field")]
    [InlineData("{ type: input, variable: x, text: '?', validate: numbr }", "unknown_kind")]
    [InlineData("{ type: input, variable: x, text: '?', validate: [a] }", "invalid_field")]
    [InlineData("{ type: input, variable: x, text: '?', validate: { type: regex, pattern: '(' } }", "invalid_pattern")]
    [InlineData("{ type: input, variable: x, text: '?', validate: { type: regex, pattern: '(?=a)b' } }", "invalid_pattern")]
    [InlineData("{ type: input, variable: x, text: '?', validate: { type: one_of } }", "missing_field")]
    [InlineData("{ type: input, variable: x, text: '?', validate: { type: media, kinds: [poll] } }", "unknown_kind")]
    [InlineData("{ type: input, variable: x, text: '?', max_attempts: 2 }", "missing_field")]
    [InlineData("{ type: input, variable: x, text: '?', max_attempts: 99, on_fail: [ { type: end } ] }", "invalid_field")]
    [InlineData("{ type: api, url: 'https://{host}/x' }", "invalid_field")]
    [InlineData("{ type: api, url: 'https://a.example/', method: FETCH }", "unknown_kind")]
    [InlineData("{ type: api, url: 'https://a.example/', headers: { Host: x } }", "invalid_field")]
    [InlineData("{ type: api, url: 'https://a.example/', save: { x: 'a b' } }", "invalid_field")]
    [InlineData("{ type: api, url: 'https://a.example/', retry: 6 }", "invalid_field")]
    [InlineData("{ type: api, url: 'https://a.example/', time_out: 61s }", "invalid_field")]
    [InlineData("{ type: api, url: 'https://a.example/', headers: { X-A: \"a\\nb\" } }", "invalid_field")]
    public void What_is_written_wrongly_has_a_code(string step, string code) =>
        Written.FindingsIn($"flow_id: main\nsteps:\n  - {step}").ShouldContain(finding => finding.Code == code && !finding.IsWarning && finding.Line == 3);

    [Fact]
    public void A_call_that_is_larger_than_can_be_sent_is_found_when_it_is_read_and_the_largest_is_not()
    {
        string Words(int length) => new('x', length);
        var url = "https://a.example/";
        string Headers(int count, int length) => string.Join(", ", Enumerable.Range(10, count).Select(number => $"X-{number}: {Words(length)}"));
        (string Field, string Fits, string TooMuch)[] calls =
        [
            ("url", $"url: '{url}{Words(CallLimits.LongestUrl - url.Length)}'", $"url: '{url}{Words(CallLimits.LongestUrl - url.Length + 1)}'"),
            ("headers", $"url: '{url}', headers: {{ {Headers(CallLimits.MostHeaders, 1)} }}", $"url: '{url}', headers: {{ {Headers(CallLimits.MostHeaders + 1, 1)} }}"),
            ("headers", $"url: '{url}', headers: {{ {Headers(2, (CallLimits.LargestHeaders / 2) - 4)} }}", $"url: '{url}', headers: {{ {Headers(2, (CallLimits.LargestHeaders / 2) - 3)} }}"),
            ("body", $"url: '{url}', body: {Words(CallLimits.LargestBody)}", $"url: '{url}', body: {Words(CallLimits.LargestBody + 1)}"),
            ("body", $"url: '{url}', body: {{ a: [ {Words(CallLimits.LargestBody - 1)} ] }}", $"url: '{url}', body: {{ a: [ {Words(CallLimits.LargestBody)} ] }}"),
        ];

        foreach (var (field, fits, tooMuch) in calls)
        {
            FindingsIn(fits).ShouldBeEmpty();
            FindingsIn(tooMuch).ShouldBe([$"steps[0].{field}"]);
        }

        IEnumerable<string> FindingsIn(string call) =>
            Written.FindingsIn($"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n  - {{ type: api, {call}, on_error: [ {{ type: end }} ] }}").Select(finding => finding.Field);
    }

    [Theory]
    [InlineData("https://api.shop.example/x", null)]
    [InlineData("https://API.shop.example", null)]
    [InlineData("http://api.shop.example/x", "host_not_allowed")]
    [InlineData("https://api.shop.example.evil.example/x", "host_not_allowed")]
    [InlineData("https://127.0.0.1/x", "host_not_allowed")]
    [InlineData("${FLOW_SECRET_HOOK}/x", null)]
    public void A_host_that_may_not_be_asked_stops_the_flow(string url, string? code)
    {
        using var folder = new FlowFolder(("main.yaml", $"flow_id: main\nsteps:\n  - {{ type: api, url: '{url}', on_error: [ {{ type: end }} ] }}"));

        FlowFileReader.ReadAll(folder.Path, new AllowedHosts([AllowedHost.ReadPublic("api.shop.example", out _)!], [])).Errors.Select(error => error.Code)
            .ShouldBe(code is null ? [] : [code]);
    }

    [Theory]
    [InlineData("{ type: regex, value: '(' }", "invalid_pattern")]
    [InlineData("{ type: message_type, value: poll }", "unknown_kind")]
    [InlineData("{ type: keyword, value: a, priority: high }", "invalid_field")]
    [InlineData("{ type: keyword, value: a, interrupt: maybe }", "invalid_field")]
    [InlineData("{ type: keyword, value: a, resume: true }", "invalid_field")]
    [InlineData("{ type: fallback, value: a }", "unknown_field")]
    public void So_has_a_trigger(string trigger, string code) =>
        Written.FindingsIn($"flow_id: main\ntriggers:\n  - {trigger}\nsteps: [ {{ type: message, text: Hi }} ]").ShouldContain(finding => finding.Code == code && finding.Line == 3);

    [Fact]
    public void Nothing_is_found_in_the_shipped_flows() =>
        FlowFileReader.ReadAll(FlowsPath.Shipped).Errors.ShouldBeEmpty();
}
