using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ReturningErrandTests : IDisposable
{
    private const long Visit = 5;
    private static readonly Conversation Waiting = Dialogue with { Flow = Place with { State = """{"schema":2,"visit":5,"variables":{}}""" } };

    private readonly FakeContinuation flow = new(
        Visit,
        new FlowEffect.Say(new Reply("Your order is on its way.")),
        new FlowEffect.WakeAfter(6, TimeSpan.FromMinutes(10)),
        new FlowEffect.Request(6, "order", new HttpCall("GET", "https://api.shop.example/", [], null, TimeSpan.FromSeconds(5), 1)),
        new FlowEffect.Tag("vip", true),
        new FlowEffect.Note("orders", "Asked for order 7."),
        new FlowEffect.Rate(4),
        new FlowEffect.Rate(6),
        new FlowEffect.SpeakIn("hi"));

    private readonly SupportUnderTest support;

    public ReturningErrandTests()
    {
        support = new(add: services => services.AddSingleton<IFlowContinuation>(flow));
        support.Customers.Known = new KnownCustomer(Asha, Waiting);
    }

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task When_the_time_has_come_the_flow_goes_on_and_all_that_it_wants_is_in_the_turn()
    {
        await TimeOutAsync(Visit);

        flow.Inputs.ShouldBe([new FlowInput.TimeUp(Visit)]);
        var turn = support.Turns.Only;
        turn.Messages.ShouldHaveSingleItem().Content.ShouldBe("Your order is on its way.");
        turn.Timer.ShouldBe(new FlowTimer(6, support.Clock.GetUtcNow() + TimeSpan.FromMinutes(10)));
        (turn.Errand!.Visit, turn.Errand.StepKey, turn.Errand.Call!.Url).ShouldBe((6, "order", "https://api.shop.example/"));
        ConversationTags.Read(turn.Conversation.Tags).ShouldBe(["vip"]);
        (turn.Conversation.SatisfactionScore, turn.Conversation.Language).ShouldBe((4, "hi"));
        (turn.Customer.Language, turn.Customer.Version).ShouldBe(("hi", Asha.Version + 1));
        turn.Notes.ShouldHaveSingleItem().Text.ShouldBe("Asked for order 7.");
        turn.IsUnusual.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_answered_comes_to_the_flow_as_it_came()
    {
        var row = await AnswerAsync(new FlowAnswer.Succeeded(404, "not there"));

        flow.Inputs.ShouldBe([new FlowInput.Answered(Visit, new FlowAnswer.Succeeded(404, "not there"))]);
        support.Turns.Only.Row.Id.ShouldBe(row);
    }

    [Fact]
    public async Task A_failure_comes_as_its_code()
    {
        await AnswerAsync(new FlowAnswer.Failed("timeout"));

        flow.Inputs.ShouldBe([new FlowInput.Answered(Visit, new FlowAnswer.Failed("timeout"))]);
    }

    [Fact]
    public async Task However_long_it_took_the_place_in_the_flow_is_not_forgotten()
    {
        support.Customers.Known = new KnownCustomer(Asha, Waiting with { UpdatedAt = Noon - TimeSpan.FromHours(23) });

        await TimeOutAsync(Visit);

        support.Turns.Only.Conversation.Flow.ShouldBe(Waiting.Flow);
    }

    [Theory]
    [InlineData("person")]
    [InlineData("waits for a person")]
    [InlineData("over")]
    [InlineData("completed")]
    [InlineData("another")]
    [InlineData("no flow")]
    [InlineData("nobody")]
    public async Task Where_nothing_waits_for_it_the_row_is_done_and_the_flow_is_not_even_asked(string since)
    {
        support.Customers.Known = since switch
        {
            "nobody" => null,
            _ => new KnownCustomer(Asha, since switch
            {
                "person" => Waiting.TakeOver(Person("ravi"), Noon).Value with { Flow = Place },
                "waits for a person" => Waiting.Escalate("billing", "asked", Noon) with { Flow = Place },
                "over" => Waiting with { UpdatedAt = Noon - Conversation.CompletedAfter },
                "completed" => Waiting.Complete(Noon) with { Flow = Place },
                "another" => Conversation.Begin(Asha, OurNumber, Waiting.Version, Noon) with { Flow = Place },
                _ => Dialogue,
            }),
        };

        var row = await TimeOutAsync(Visit);

        flow.Inputs.ShouldBeEmpty();
        support.Turns.All.ShouldBeEmpty();
        support.Inbox[row].State.ShouldBe(InboxState.Done);
    }

    /// <summary>Left where it waits, it would be silent for as long as the customer writes: nothing else ever comes back to it.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 24)]
    public async Task Who_may_not_be_written_to_any_more_is_in_the_flow_no_longer(bool isActive, int hours)
    {
        support.Customers.Known = new KnownCustomer(Asha with { IsActive = isActive, LastHeardAt = Noon - TimeSpan.FromHours(hours) }, Waiting);

        await TimeOutAsync(Visit - 1);
        support.Turns.All.ShouldBeEmpty("that was for another wait");
        await TimeOutAsync(Visit);

        flow.Inputs.ShouldBeEmpty();
        (support.Turns.Only.Conversation.Flow, support.Turns.Only.Messages.Count).ShouldBe((null, 0));
    }

    /// <summary>Otherwise each answer of a model would be leave to write as much again.</summary>
    [Fact]
    public async Task How_much_the_customer_has_written_is_not_forgotten()
    {
        support.Sessions.Kept[new SessionKey(PhoneHash, OurNumber)] = new Session(Asha, Waiting, new MessageRate(7, Noon, false));

        await TimeOutAsync(Visit);

        support.Turns.Only.Rate.Level.ShouldBe(7);
    }

    [Fact]
    public async Task Where_the_flow_has_gone_on_the_row_is_done_and_nothing_is_stored()
    {
        var row = await TimeOutAsync(Visit - 1);

        support.Turns.All.ShouldBeEmpty();
        support.Inbox[row].State.ShouldBe(InboxState.Done);
    }

    [Fact]
    public async Task It_never_trusts_the_cache()
    {
        support.Sessions.Kept[new SessionKey(PhoneHash, OurNumber)] = new Session(Asha, Dialogue, MessageRate.Begin(Noon));

        await TimeOutAsync(Visit);

        support.Turns.Only.ConversationBefore.ShouldBe(Waiting);
    }

    [Fact]
    public void Rows_are_read_as_they_were_written_and_unique_for_one_visit()
    {
        var timer = new DueFlowTimer(Waiting.Id, 3);
        var answer = FlowAnswerRow.Of(Waiting.Id, 3, new FlowAnswer.Succeeded(200, "नमस्ते"));

        DueFlowTimer.Read(timer.ToBytes()).ShouldBe(timer);
        FlowAnswerRow.Read(answer.ToBytes()).ShouldBe(answer);
        new[] { timer.UniqueId, (timer with { Visit = 4 }).UniqueId, answer.UniqueId, (answer with { Visit = 4 }).UniqueId }.Distinct().Count().ShouldBe(4);
        Should.Throw<System.Text.Json.JsonException>(() => DueFlowTimer.Read("null"u8));
        Should.Throw<System.Text.Json.JsonException>(() => FlowAnswerRow.Read("null"u8));
    }

    [Fact]
    public void An_errand_is_read_as_it_was_written()
    {
        var errand = new FlowErrand(3, "order", new HttpCall("POST", "https://api.shop.example/", [new("X-Key", "${FLOW_SECRET_SHOP}")], "{}", TimeSpan.FromSeconds(5), 2), null);

        var read = FlowErrand.Read(errand.ToText());

        var (written, call) = (errand.Call.ShouldNotBeNull(), read.Call.ShouldNotBeNull());
        read.ShouldBe(errand with { Call = call });
        call.ShouldBe(written with { Headers = call.Headers });
        call.Headers.ShouldBe(written.Headers);
    }

    [Fact]
    public void Each_host_has_a_line_of_its_own_whatever_its_path_and_case()
    {
        string[] urls = ["https://api.shop.example/1", "https://API.shop.example/2", "https://api.shop.example:8443/", "https://other.example/", "nonsense"];

        var lines = urls.Select(url => new FlowErrand(1, "x", new HttpCall("GET", url, [], null, TimeSpan.Zero, 0), null).Line)
            .Append(new FlowErrand(1, "x", null, "prompt").Line).ToList();

        lines[0].ShouldBe(lines[1]);
        lines.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Whose_flow_has_ended_leaves_nothing_behind()
    {
        var ended = new FakeContinuation(Visit, new FlowEffect.WakeAfter(6, TimeSpan.FromMinutes(1)), new FlowEffect.AskModel(6, "ask", "?"), new FlowEffect.HandOver("billing", "why"));
        using var world = new SupportUnderTest(add: services => services.AddSingleton<IFlowContinuation>(ended));
        world.Customers.Known = new KnownCustomer(Asha, Waiting);

        await TimeOutAsync(world, Visit);

        (world.Turns.Only.Timer, world.Turns.Only.Errand, world.Turns.Only.Conversation.IsWithPerson).ShouldBe((null, null, true));
    }

    private Task<long> TimeOutAsync(long visit) => TimeOutAsync(support, visit);

    private static async Task<long> TimeOutAsync(SupportUnderTest world, long visit)
    {
        var timer = new DueFlowTimer(Waiting.Id, visit);
        var row = world.Inbox.Add(new InboxEntry(InboxKind.FlowTimer, PhoneHash, OurNumber, default, Noon, timer.ToBytes()));
        (await world.SendAsync(new HandleFlowTimer(row.ToLaneRow(), timer))).Error.ShouldBeNull();
        return row.Id;
    }

    private async Task<long> AnswerAsync(FlowAnswer answer)
    {
        var answered = FlowAnswerRow.Of(Waiting.Id, Visit, answer);
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Answer, PhoneHash, OurNumber, default, Noon, answered.ToBytes()));
        (await support.SendAsync(new HandleFlowAnswer(row.ToLaneRow(), answered))).Error.ShouldBeNull();
        return row.Id;
    }
}
