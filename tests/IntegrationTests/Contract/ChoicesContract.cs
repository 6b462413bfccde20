using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Choices are buttons, a list or a numbered text, and are answered in whichever way the customer likes.</summary>
public abstract class ChoicesContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Theory]
    [InlineData("2")]
    [InlineData("refund")]
    [InlineData("REFUND")]
    [InlineData(" Refund ")]
    public async Task A_button_is_answered_by_number_and_by_its_words_in_any_case(string answer)
    {
        var customer = Customers.Next();
        await OfferedAsync(customer);

        await service.SayAsync(customer, answer);

        (await service.TextsAsync(customer, 4))[3].ShouldBe("Refunds take 5 days.");
    }

    [Fact]
    public async Task A_button_is_known_by_its_id_whatever_its_title_says()
    {
        var customer = Customers.Next();
        var offer = await OfferedAsync(customer);

        await service.TapAsync(customer, offer.Options.Single(option => option.Title == "Refund").Id, "Order");

        (await service.TextsAsync(customer, 4))[3].ShouldBe("Refunds take 5 days.");
    }

    [Fact]
    public async Task A_choice_that_leads_to_another_flow_goes_on_there()
    {
        var customer = Customers.Next();
        await OfferedAsync(customer);

        await service.SayAsync(customer, "order");
        await service.SayAsync(customer, "4711");

        (await service.TextsAsync(customer, 5))[3..].ShouldBe(["Which order?", "Order 4711 is on its way."]);
    }

    [Fact]
    public async Task What_fits_no_choice_is_asked_again_with_the_same_choices()
    {
        var customer = Customers.Next();
        var offer = await OfferedAsync(customer);

        await service.SayAsync(customer, "something else");

        var again = (await service.RepliesAsync(customer, 4))[3];
        again.Text.ShouldBe("I did not quite get that. Please choose one of these:");
        again.Options.ShouldBe(offer.Options);
    }

    [Fact]
    public async Task Four_to_ten_choices_are_a_list_that_can_be_tapped()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "choose7");
        var offer = (await service.RepliesAsync(customer, 1))[0];

        await service.TapAsync(customer, offer.Options[6].Id, offer.Options[6].Title);

        offer.Options.Select(option => option.Title).ShouldBe(Enumerable.Range(1, 7).Select(number => $"Choice {number}"));
        service.Msg91.Requests.Last(request => request.Body.Contains(customer, StringComparison.Ordinal) && request.Body.Contains("interactive", StringComparison.Ordinal))
            .Body.ShouldContain("\"type\":\"list\"");
        (await service.TextsAsync(customer, 2))[1].ShouldBe("You chose Choice 7.");
    }

    [Fact]
    public async Task More_than_ten_choices_are_a_numbered_text()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "choose12");
        var offer = (await service.RepliesAsync(customer, 1))[0];

        await service.SayAsync(customer, "12");

        offer.Options.ShouldBeEmpty();
        offer.Text.ShouldBe("Which of 12?\n\n" + string.Join('\n', Enumerable.Range(1, 12).Select(number => $"{number}. Choice {number}")));
        (await service.TextsAsync(customer, 2))[1].ShouldBe("You chose Choice 12.");
    }

    [Fact]
    public async Task A_long_text_arrives_whole_in_parts_that_end_with_a_sentence()
    {
        var customer = Customers.Next();

        await service.SayAsync(customer, "terms");
        await service.DrainAsync();

        var parts = service.Msg91.SentTo(customer).Select(message => message.Text).ToList();
        parts.Count.ShouldBeGreaterThan(1);
        parts.ShouldAllBe(part => part.Length <= 4096 && part.EndsWith('.'));
        string.Join(' ', parts).ShouldBe(Flows.LongText);
    }

    private async Task<Msg91StandInSent> OfferedAsync(string customer)
    {
        await service.SayAsync(customer, "help");
        await service.SayAsync(customer, "Asha");
        return (await service.RepliesAsync(customer, 3))[2];
    }
}

[Collection(OnLaptop.Name)]
public sealed class ChoicesOnLaptop(LaptopService shared) : ChoicesContract(shared);

[Collection(InProduction.Name)]
public sealed class ChoicesInProduction(ProductionService shared) : ChoicesContract(shared);
