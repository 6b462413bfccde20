using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Pictures, voice notes and reactions.</summary>
public abstract class WordlessMessagesContract(SharedService shared)
{
    private readonly SupportService service = shared.Service;

    [Fact]
    public async Task A_picture_where_words_are_asked_for_is_asked_again_in_words()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");

        await service.SendMediumAsync(customer, "image");
        await service.SayAsync(customer, "Asha");

        var texts = await service.TextsAsync(customer, 4);
        texts[2..].ShouldBe(["I cannot use that here. Please answer in words.", "Thanks Asha, what is it about?"]);
    }

    [Theory]
    [InlineData("audio", "I cannot listen to voice notes yet. Could you write it to me in a few words?")]
    [InlineData("image", "Thank you, I have received it. I cannot look into pictures and files myself: what is it about?")]
    [InlineData("document", "Thank you, I have received it. I cannot look into pictures and files myself: what is it about?")]
    public async Task A_medium_that_no_flow_waits_for_gets_its_own_answer(string type, string answer)
    {
        var customer = Customers.Next();

        await service.SendMediumAsync(customer, type);

        (await service.TextsAsync(customer, 1)).ShouldBe([answer]);
        (await service.ConversationAsync(customer))["messages"]![0]!.AsObject().Word("type").ShouldBe(type);
    }

    [Fact]
    public async Task A_reaction_is_kept_and_starts_no_turn()
    {
        var customer = Customers.Next();
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);

        await service.DeliverTwiceAsync(Shapes.Reaction(customer, "👍", $"reaction-{customer}"));
        await service.DrainAsync();
        await service.SayAsync(customer, "Asha");

        (await service.TextsAsync(customer, 3))[2].ShouldBe("Thanks Asha, what is it about?");
        var messages = (await service.ConversationAsync(customer))["messages"]!.AsArray().Select(message => message!.AsObject());
        messages.Select(message => message.Word("type")).ShouldBe(["text", "text", "text", "reaction", "text", "interactive"]);
    }
}

[Collection(OnLaptop.Name)]
public sealed class WordlessMessagesOnLaptop(LaptopService shared) : WordlessMessagesContract(shared);

[Collection(InProduction.Name)]
public sealed class WordlessMessagesInProduction(ProductionService shared) : WordlessMessagesContract(shared);
