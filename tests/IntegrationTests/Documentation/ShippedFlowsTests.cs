using System.Text.Json;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>The flows that come with the program, in one that was told of no shop and of no model.</summary>
public sealed class ShippedFlowsTests(FreshCheckout checkout) : IClassFixture<FreshCheckout>
{
    [Fact]
    public async Task A_return_ends_with_a_colleague_while_no_shop_is_connected()
    {
        await HearsAsync("I want to return something", "What would you like to do");
        await HearsAsync("money back", "Which order is it?");
        await HearsAsync("10023", "What is wrong with it?");
        await HearsAsync("too bright", "Thank you. A colleague looks into it");
    }

    private async Task HearsAsync(string words, string answer)
    {
        var curls = Readme.Commands.Where(command => command.StartsWith("curl", StringComparison.Ordinal)).ToList();
        var (say, read) = (curls[0].Replace("\"hi\"", $"\"{words}\"", StringComparison.Ordinal), curls[1]);

        (await checkout.TypeAsync(say)).ShouldContain("\"accepted\":1");
        await Eventually.BecomesTrueAsync(async () => (await TextsAsync(read)).Any(text => text.StartsWith(answer, StringComparison.Ordinal)), Reading.Patience, $"\"{words}\" is answered");
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string read)
    {
        using var messages = JsonDocument.Parse(await checkout.TypeAsync(read));
        return [.. messages.RootElement.EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
    }
}
