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
    [InlineData("{ type: api, url: 'https://a.example/', retry: 9 }", "invalid_field")]
    public void What_is_written_wrongly_has_a_code(string step, string code) =>
        Written.FindingsIn($"flow_id: main\nsteps:\n  - {step}").ShouldContain(finding => finding.Code == code && !finding.IsWarning && finding.Line == 3);

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
