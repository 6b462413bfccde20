using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>Steps that wait for a time, or for somebody else's answer; what comes too late means nothing.</summary>
public sealed class WaitingTests
{
    private const string Api =
        """
          - type: api
            method: POST
            url: "https://api.shop.example/orders/{number}?q={number}"
            headers: { Authorization: "Bearer ${FLOW_SECRET_SHOP}" }
            body: { number: "{number}", count: "{count}", fixed: 1, open: true, none: ~, list: [ "{number}", "x" ], text: "Order {number}" }
            time_out: 5s
            retry: 2
            save: { status: order.status, first: "order.items[0].name", all: $ }
            on_error: [ { type: message, text: "Failed: {error}" } ]
          - { type: message, text: "{status} {first} {all.order.status}" }
        """;

    [Fact]
    public void A_wait_goes_on_by_itself_and_does_not_answer_meanwhile()
    {
        var talk = Written.Flow("  - { type: message, text: One }\n  - { type: wait, for: 10m }\n  - { type: message, text: Two }");

        talk.Writes("go").Last.Effects[^1].ShouldBe(new FlowEffect.WakeAfter(1, TimeSpan.FromMinutes(10)));
        var begun = talk.Last;
        talk.Writes("hello?").Said.ShouldBeEmpty();
        talk.Position.ShouldBe(begun.Position);
        talk.Gives(new FlowInput.TimeUp(1)).Said.ShouldBe(["Two"]);
        talk.Gives(new FlowInput.TimeUp(1)).Last.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Who_does_not_answer_in_time_is_dealt_with_and_the_time_begins_anew_with_each_answer()
    {
        var talk = Written.Flow(
            """
              - type: quick_replies
                text: "Yes or no?"
                replies: [ { text: "Yes" }, { text: "No" } ]
                timeout: { after: 1h30m, steps: [ { type: message, text: "Still there?" } ] }
              - { type: message, text: "Bye." }
            """);

        talk.Writes("go").Last.Effects.OfType<FlowEffect.WakeAfter>().Single().After.ShouldBe(TimeSpan.FromMinutes(90));
        talk.Writes("perhaps").Said.ShouldBe([Talk.AskAgain]);
        var second = talk.Position;
        talk.Gives(new FlowInput.TimeUp(1)).Last.Effects.ShouldBeEmpty("it was for the question before");
        talk.Position.ShouldBe(second);
        talk.Gives(new FlowInput.TimeUp(2)).Said.ShouldBe(["Still there?", "Bye."]);
    }

    [Fact]
    public void A_place_knows_when_it_goes_on_by_itself_for_as_long_as_it_does()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var talk = Written.Flow(
            """
              - { type: wait, for: 3h }
              - { type: input, variable: a, text: "One?", timeout: { after: 10h, steps: [ { type: end } ] } }
              - { type: input, variable: b, text: "Two?" }
            """);
        talk.Context = talk.Context with { Now = noon };

        talk.Writes("go").Position!.GoesOnAt().ShouldBe(noon + TimeSpan.FromHours(3));
        talk.Context = talk.Context with { Now = noon + TimeSpan.FromHours(2) };
        talk.Writes("hello?").Position!.GoesOnAt().ShouldBe(noon + TimeSpan.FromHours(3), "nothing has happened to it");
        talk.Gives(new FlowInput.TimeUp(1)).Position!.GoesOnAt().ShouldBe(noon + TimeSpan.FromHours(12));
        talk.Writes("A").Position!.GoesOnAt().ShouldBeNull();
    }

    [Fact]
    public void Another_system_is_asked_with_what_is_known_and_its_answer_is_kept()
    {
        var talk = Asked("10/23");

        var request = talk.Last.Effects.OfType<FlowEffect.Request>().Single();
        request.Call.Url.ShouldBe("https://api.shop.example/orders/10%2F23?q=10%2F23");
        request.Call.Headers.ShouldBe([new("Authorization", "Bearer ${FLOW_SECRET_SHOP}"), new("Content-Type", "application/json")]);
        request.Call.Body.ShouldBe("""{"number":"10/23","count":3,"fixed":1,"open":true,"none":null,"list":["10/23","x"],"text":"Order 10/23"}""");
        (request.Call.Method, request.Call.TimeOut, request.Call.Retries).ShouldBe(("POST", TimeSpan.FromSeconds(5), 2));
        request.StepKey.ShouldBe("main/2");

        talk.Gets(new FlowAnswer.Succeeded(200, """{"order":{"status":"shipped","items":[{"name":"Lamp"}]}}""")).Said.ShouldBe(["shipped Lamp shipped"]);
    }

    [Fact]
    public void What_a_customer_writes_names_no_secret_and_ends_no_text()
    {
        var call = Asked("${FLOW_SECRET_SHOP}\"}").Last.Effects.OfType<FlowEffect.Request>().Single().Call;

        call.Url.ShouldNotContain("${FLOW");
        call.Body!.ShouldNotContain("${FLOW");
        System.Text.Json.JsonDocument.Parse(call.Body!).RootElement.GetProperty("number").GetString().ShouldBe("${FLOW_SECRET_SHOP}\"}");
    }

    [Theory]
    [InlineData("timeout", null)]
    [InlineData("not_json", "<html>")]
    public void A_failure_is_told_and_the_flow_goes_on(string code, string? body)
    {
        var talk = Asked("1");

        talk.Gets(body is null ? new FlowAnswer.Failed(code) : new FlowAnswer.Succeeded(200, body)).Said[0].ShouldBe($"Failed: {code}");
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public void What_would_leave_the_path_that_its_author_wrote_is_not_asked(string number)
    {
        var talk = Written.Flow(
            "  - { type: input, variable: n, text: '?' }\n  - { type: api, method: POST, url: 'https://api.shop.example/orders/{n}/refund', on_error: [ { type: message, text: 'No: {error}' } ] }");

        talk.Writes("go").Writes(number).Said.ShouldBe(["No: invalid_call"]);
        talk.Last.Effects.OfType<FlowEffect.Request>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "order={n}&action=status", "1&action=refund", "order=1%26action%3Drefund&action=status")]
    [InlineData("application/json; charset=utf-8", "{{\"n\":\"{n}\"}}", "1\\", "{\"n\":\"1\\\\\"}")]
    [InlineData("text/plain", "Order {n}", "1&{x}", "Order 1&(x)")]
    public void In_a_body_of_text_a_value_stands_as_its_kind_wants_it(string type, string body, string said, string sent)
    {
        var talk = Written.Flow(
            $"  - {{ type: input, variable: n, text: '?' }}\n  - {{ type: api, method: POST, url: 'https://api.shop.example/', headers: {{ Content-Type: '{type}' }}, body: '{body}', on_error: [ {{ type: end }} ] }}");

        talk.Writes("go").Writes(said).Last.Effects.OfType<FlowEffect.Request>().Single().Call.Body.ShouldBe(sent);
    }

    [Fact]
    public void Without_anything_for_a_failure_a_person_is_called_in()
    {
        var talk = Written.Flow("  - { type: api, url: 'https://api.shop.example/' }");

        talk.Writes("go").Gets(new FlowAnswer.Failed("timeout")).Last.Fault.ShouldBe(FlowFault.Call);
        talk.HandedOver!.Reason.ShouldBe(FlowFault.Call);
    }

    [Fact]
    public void The_model_is_asked_and_its_answer_is_kept()
    {
        var talk = Written.Flow(
            """
              - { type: ask_model, prompt: "Sum up: {user_name}", save: summary, on_error: [ { type: message, text: "No: {error}" } ] }
              - { type: message, text: "{summary}" }
            """);

        talk.Writes("go").Last.Effects.ShouldBe([new FlowEffect.AskModel(1, "main/0", "Sum up: Asha")]);
        talk.Gets(new FlowAnswer.Succeeded(200, "Short.")).Said.ShouldBe(["Short."]);
        talk.Writes("go").Gets(new FlowAnswer.Failed("model_unavailable")).Said.ShouldBe(["No: model_unavailable"]);
        talk.Writes("go").Gets(new FlowAnswer.Succeeded(200, " ")).Said.ShouldBe(["No: empty_answer"]);
    }

    private static Talk Asked(string number)
    {
        var talk = Written.Flow("  - { type: input, variable: number, text: '?' }\n  - { type: set, values: { count: 3 } }\n" + Api);
        return talk.Writes("go").Writes(number);
    }
}
