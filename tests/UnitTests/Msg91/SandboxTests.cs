using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Msg91;

namespace WhatsAppSupport.UnitTests.Msg91;

public sealed class SandboxTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddMsg91(new Msg91Options()).BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task What_would_be_sent_can_be_read_back_by_its_customer()
    {
        var message = GatewayUnderTest.Message("Hello", new ReplyOption("1", "Yes"));

        await Gateway.SendAsync(message, default);
        await Gateway.SendAsync(message with { To = "919822223333" }, default);

        var kept = Messages.For(GatewayUnderTest.Customer).ShouldHaveSingleItem();
        kept.ShouldBe(new SandboxMessage(message.Id.ToString(), message.To, message.From, "Hello", kept.Options, kept.SentAt));
        kept.Options.ShouldBe(["Yes"]);
    }

    [Fact]
    public async Task What_would_be_shown_can_be_read_back_as_a_customer_sees_it()
    {
        await SayAsync(MessageType.Interactive, new Reply("Pick", [new("1", "Haircut", "30 min", "Hair"), new("2", "Facial", null, "Skin")]) { ListButton = "See all" });
        await SayAsync(MessageType.Document, new Reply("Our menu") { Media = new ReplyMedia(MessageType.Document, "https://shop.example/a", "menu.pdf") });
        await SayAsync(MessageType.Location, new Reply("") { Location = new ReplyLocation(19.5, 72, "Shop", "1, Some Road") });
        await SayAsync(MessageType.Interactive, new Reply("Well?", [new("1", "Yes")]));

        var kept = Messages.For(GatewayUnderTest.Customer);

        kept.Select(one => one.Type).ShouldBe([MessageType.Interactive, MessageType.Document, MessageType.Location, MessageType.Interactive]);
        var list = kept[0].List.ShouldNotBeNull();
        list.Button.ShouldBe("See all");
        list.Sections.SelectMany(section => section.Rows.Select(row => (section.Title, row.Title, row.Description))).ShouldBe([("Hair", "Haircut", "30 min"), ("Skin", "Facial", null)]);
        (kept[1].Text, kept[1].Media).ShouldBe(("Our menu", new SandboxMedia("https://shop.example/a", "menu.pdf")));
        kept[2].Location.ShouldBe(new SandboxLocation(19.5, 72, "Shop", "1, Some Road"));
        kept[3].List.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_erased_is_forgotten_and_nobody_else()
    {
        await Gateway.SendAsync(GatewayUnderTest.Message("one"), default);
        await Gateway.SendAsync(GatewayUnderTest.Message("theirs") with { To = "919822223333" }, default);
        await Gateway.SendAsync(GatewayUnderTest.Message("two"), default);

        Messages.Forget(GatewayUnderTest.Customer);

        Messages.For(GatewayUnderTest.Customer).ShouldBeEmpty();
        Messages.For("919822223333").ShouldHaveSingleItem().Text.ShouldBe("theirs");
    }

    [Fact]
    public async Task Every_message_gets_an_id_of_its_own()
    {
        var first = await Gateway.SendAsync(GatewayUnderTest.Message(), default);
        var second = await Gateway.SendAsync(GatewayUnderTest.Message(), default);

        var ids = new[] { first, second }.Select(outcome => outcome.ShouldBeOfType<SendOutcome.Accepted>().ProviderIds.ShouldHaveSingleItem()).ToList();
        ids.ShouldAllBe(id => id.StartsWith("sandbox-"));
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task The_oldest_are_forgotten()
    {
        for (var number = 1; number <= SandboxMessages.Most + 5; number++)
        {
            await Gateway.SendAsync(GatewayUnderTest.Message($"{number}"), default);
        }

        var kept = Messages.For(GatewayUnderTest.Customer);

        kept.Count.ShouldBe(SandboxMessages.Most);
        kept[0].Text.ShouldBe("6");
        kept[^1].Text.ShouldBe("1005");
    }

    private Task<SendOutcome> SayAsync(MessageType type, Reply part) => Gateway.SendAsync(
        GatewayUnderTest.Message(part.Text, [.. part.Options]) with { Type = type, Media = MediaText.Write(part) }, default);

    private IMessageGateway Gateway => services.GetRequiredService<IMessageGateway>();

    private SandboxMessages Messages => services.GetRequiredService<SandboxMessages>();
}
