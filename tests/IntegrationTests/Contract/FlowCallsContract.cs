using System.Text;
using Microsoft.AspNetCore.Http;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>A flow asks a shop's API: what comes back goes on with it once, whatever comes, and only where it is still waited for.</summary>
public abstract class FlowCallsContract(WaitingService shared)
{
    private const string Lamp = """{"order":{"state":"on its way"},"items":[{"name":"Lamp"}]}""";

    private readonly string customer = Customers.Next();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SupportService Service => shared.Service;

    [Fact]
    public async Task What_another_system_answers_is_kept_by_its_path_and_said()
    {
        shared.Shop.NextBody(Encoding.UTF8.GetBytes(Lamp));

        await AskAsync("order");

        (await Service.TextsAsync(customer, 2))[1].ShouldBe("Lamp: on its way.");
        var call = Calls.ShouldHaveSingleItem();
        (call.Method, call.Target, call.Body).ShouldBe(("POST", $"/orders/{customer}%2Fx", $$"""{"number":"{{customer}}/x"}"""));
        (call.Headers["Authorization"], call.Headers["Content-Type"]).ShouldBe(($"Bearer {WaitingService.Secret}", "application/json"));
        call.Headers["Idempotency-Key"].ShouldMatch("^[0-9]+-order/1$");
    }

    [Theory]
    [InlineData("500", "status_500", 1)]
    [InlineData("503", "status_503", 2)]
    [InlineData("redirect", "refused_address", 1)]
    [InlineData("too large", "too_large", 1)]
    [InlineData("no JSON", "not_json", 1)]
    public async Task Why_it_does_not_answer_is_told_to_the_flow(string how, string code, int tries)
    {
        Fail(how);
        Fail(how == "503" ? how : "");

        await AskAsync("order");

        (await Service.TextsAsync(customer, 2))[1].ShouldBe($"The shop does not answer: {code}.");
        Calls.Count.ShouldBe(tries);
        Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_not_waited_for_any_longer()
    {
        shared.Shop.NextHangs();

        await AskAsync("hurry");

        (await Service.TextsAsync(customer, 2))[1].ShouldBe("The shop does not answer: timeout.");
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_under_the_same_key_and_another_order_has_another()
    {
        shared.Shop.NextStatus(503);
        shared.Shop.NextBody(Encoding.UTF8.GetBytes(Lamp));
        shared.Shop.NextBody(Encoding.UTF8.GetBytes(Lamp));

        await AskAsync("order");
        await Service.RepliesAsync(customer, 2);
        await AskAsync("order", told: 3);

        (await Service.TextsAsync(customer, 4)).ShouldBe(["Which order?", "Lamp: on its way.", "Which order?", "Lamp: on its way."]);
        var keys = Calls.Select(call => call.Headers["Idempotency-Key"]).ToList();
        keys.Count.ShouldBe(3);
        keys[1].ShouldBe(keys[0]);
        keys[2].ShouldNotBe(keys[0]);
    }

    [Fact]
    public async Task What_the_customer_writes_meanwhile_is_kept_and_not_answered()
    {
        await AskedAsync();

        await Service.SayAsync(customer, "Hello?");
        await Service.DrainAsync();
        Service.Msg91.SentTo(customer).Count.ShouldBe(1);
        released.SetResult();

        (await Service.TextsAsync(customer, 2))[1].ShouldBe("Lamp: on its way.");
        await Service.DrainAsync();
        var messages = (await Service.ConversationAsync(customer))["messages"]!.AsArray().Select(message => message!.AsObject().Word("content"));
        messages.ShouldBe(["order", "Which order?", $"{customer}/x", "Hello?", "Lamp: on its way."]);
        Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("taken over")]
    [InlineData("given back")]
    [InlineData("resolved")]
    [InlineData("erased")]
    [InlineData("not served")]
    public async Task Where_somebody_else_has_it_meanwhile_or_nobody_the_bot_says_nothing_to_the_answer(string what)
    {
        await AskedAsync();
        await shared.MeanwhileAsync(what, customer);

        released.SetResult();
        await Eventually.BecomesTrueAsync(async () => await Service.CountAsync("flow_errands") == 0, Reading.Patience, "the answer is dealt with");
        await shared.PassAsync();

        Service.Msg91.SentTo(customer).Count.ShouldBe(1);
        Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_call_lets_the_next_start_make_it_once_more_under_the_same_key()
    {
        await AskedAsync();

        await Service.StopAsync();
        shared.Shop.NextBody(Encoding.UTF8.GetBytes(Lamp));
        await Service.StartAsync();

        (await Service.TextsAsync(customer, 2))[1].ShouldBe("Lamp: on its way.");
        await shared.PassAsync();
        Service.Msg91.SentTo(customer).Count.ShouldBe(2);
        Calls.Count.ShouldBe(2);
        Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_nothing_is_written_for_it_a_person_is_called_in()
    {
        shared.Shop.NextStatus(500);

        await AskAsync("trust");

        (await Service.TextsAsync(customer, 2))[1].ShouldBe("I am handing you over to a colleague, who will write to you here.");
        var conversation = (await Service.ConversationAsync(customer))["conversation"]!.AsObject();
        (conversation.Word("status"), conversation.Word("escalationReason")).ShouldBe(("escalated", "flow_call_failed"));
    }

    [Fact]
    public async Task The_language_model_is_asked_by_the_flow_and_its_answer_is_kept()
    {
        Service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Text("Light"));

        await AskAsync("think");

        (await Service.TextsAsync(customer, 2))[1].ShouldBe("In one word: Light.");
        Service.OpenRouter.Requests[^1].Body.GetRawText().ShouldContain($"In one word: {customer}/x");
        await Service.DrainAsync();
        Service.Msg91.SentTo(customer).Count.ShouldBe(2);
    }

    /// <summary>As many as were made for this customer, in the order of their arrival.</summary>
    private IReadOnlyList<ApiStandInRequest> Calls => [.. shared.Shop.Received.Where(call => call.Target.Contains(customer, StringComparison.Ordinal))];

    private void Fail(string how)
    {
        switch (how)
        {
            case "500" or "503":
                shared.Shop.NextStatus(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case "redirect":
                shared.Shop.NextStatus(307, $"Location: http://localhost:{shared.Shop.Address.Port}/orders/elsewhere");
                break;
            case "too large":
                shared.Shop.NextBody(Encoding.UTF8.GetBytes($"\"{new string('x', 64 * 1024)}\""));
                break;
            case "no JSON":
                shared.Shop.NextBody("<html>Lamp</html>"u8.ToArray());
                break;
        }
    }

    /// <summary>Begins the flow, and gives it what it asks for.</summary>
    /// <param name="told">How much has been said when it has asked.</param>
    private async Task AskAsync(string flow, int told = 1)
    {
        await Service.SayAsync(customer, flow);
        await Service.RepliesAsync(customer, told);
        await Service.SayAsync(customer, $"{customer}/x");
    }

    /// <summary>The shop has been asked, and answers when it is <see cref="released"/>.</summary>
    private async Task AskedAsync()
    {
        shared.Shop.Next(async (context, cancellationToken) =>
        {
            await released.Task.WaitAsync(cancellationToken);
            await context.Response.WriteAsync(Lamp, cancellationToken);
        });
        await AskAsync("order");
        await Eventually.BecomesTrueAsync(() => Calls.Count == 1, Reading.Patience, "the shop is asked");
        await Service.DrainAsync();
    }
}

[Collection(WaitsOnLaptop.Name)]
public sealed class FlowCallsOnLaptop(WaitingLaptop shared) : FlowCallsContract(shared);

[Collection(WaitsInProduction.Name)]
public sealed class FlowCallsInProduction(WaitingProduction shared) : FlowCallsContract(shared);
