using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

/// <summary>Promise 8: no body stops the channel.</summary>
[Collection(InProduction.Name)]
public sealed class MalformedBodiesTests(ProductionService shared)
{
    private readonly SupportService service = shared.Service;

    [Theory]
    [MemberData(nameof(MalformedBodies.Names), MemberType = typeof(MalformedBodies))]
    public async Task What_cannot_be_read_is_kept_as_it_came_and_the_next_good_message_is_answered(string name)
    {
        var (body, field) = MalformedBodies.Of(name);
        var customer = Customers.Next();

        var receipt = await service.AcceptAsync(body);
        await using var rows = await OpenedRows.OfAsync(service.Environment);
        var kept = (await rows.BodiesAsync()).Last(row => row.Row.State == InboxState.Quarantined);
        await service.SayAsync(customer, "help");

        (receipt.Accepted, receipt.Quarantined).ShouldBe((0, 1));
        receipt.Errors.ShouldHaveSingleItem().ShouldStartWith($"{field}: ");
        receipt.Errors[0].ShouldMatch("such as|expected|one of|at most|needs|is posted in");
        kept.Body.ShouldBe(body);
        (await service.RepliesAsync(customer, 2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_bad_element_of_an_array_costs_its_neighbours_nothing()
    {
        var (before, after) = (Customers.Next(), Customers.Next());

        var receipt = await service.AcceptAsync(
            $$"""[{{Shape.Plain.Text(before, "help", Posting.NewId())}},{"from":"12"},7,{{Shape.Msg91.Text(after, "help", Posting.NewId())}}]""");

        (receipt.Accepted, receipt.Quarantined, receipt.Errors.Count).ShouldBe((2, 2, 2));
        (await service.RepliesAsync(before, 2)).Count.ShouldBe(2);
        (await service.RepliesAsync(after, 2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task NUL_and_lone_surrogates_in_a_text_are_cleaned_away_and_the_rest_is_answered()
    {
        var customer = Customers.Next();
        var body = Shape.Plain.Text(customer, "he@lp", Posting.NewId()).Replace("@", "\\u0000\\ud83d", StringComparison.Ordinal);

        var receipt = await service.AcceptAsync(body);

        receipt.Accepted.ShouldBe(1);
        await service.RepliesAsync(customer, 1);
        var heard = (await service.ConversationAsync(customer))["messages"]![0]!.AsObject().Word("content")!;
        heard.ShouldNotContain('\0');
        heard.ShouldStartWith("he");
        heard.ShouldEndWith("lp");
    }

    [Fact]
    public async Task An_error_never_repeats_what_was_posted()
    {
        var receipt = await service.AcceptAsync("""{"from":"my number is 4711","text":"my secret words","timestamp":1772340300}""");

        var error = receipt.Errors.ShouldHaveSingleItem();
        error.ShouldNotContain("4711");
        error.ShouldNotContain("secret words");
    }
}
