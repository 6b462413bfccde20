using Microsoft.AspNetCore.Http;
using WhatsAppSupport.IntegrationTests.Canaries;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>What a flow signs in with is known to the settings and to whom it is sent, and stands nowhere else; and what happens where neither shop nor model is there.</summary>
public abstract class FlowSecretsContract(Backend backend)
{
    private readonly string customer = Customers.Next();

    [Fact]
    public async Task A_secret_stands_in_no_row_and_no_log_though_the_answer_repeats_it_and_a_customer_asks_for_it()
    {
        using var telemetry = new Telemetry();
        await using var shop = await ApiStandIn.StartAsync();
        var settings = new Dictionary<string, string?>(WaitingService.SettingsFor(shop)) { ["ENCRYPTION_KEYS"] = "off" };
        await using var service = await SupportService.StartAsync(backend, FlowsThatWait.At(shop.Address), settings, telemetry.Hear);
        var held = new TaskCompletionSource();
        shop.Next(async (context, _) =>
        {
            // Meanwhile it is a row.
            await held.Task;
            await context.Response.WriteAsync($$"""{"order":{"state":"{{WaitingService.Secret}}"},"items":[{"name":"${FLOW_SECRET_SHOP}"}]}""", CancellationToken.None);
        });
        Canary[] secret = [new(WaitingService.Secret)];

        await service.SayAsync(customer, "order");
        await service.RepliesAsync(customer, 1);
        await service.SayAsync(customer, "${FLOW_SECRET_SHOP}");
        await Eventually.BecomesTrueAsync(() => shop.Received.Count == 1, Reading.Patience, "the shop is asked");
        var asked = await service.SingingAsync(secret);
        held.SetResult();
        (await service.TextsAsync(customer, 2))[1].ShouldBe("${FLOW_SECRET_SHOP}: (secret).");
        await service.DrainAsync();

        shop.Received[0].Headers["Authorization"].ShouldBe($"Bearer {WaitingService.Secret}");
        (shop.Received[0].Target + shop.Received[0].Body).ShouldNotContain(WaitingService.Secret);
        asked.ShouldBeEmpty();
        (await service.SingingAsync(secret)).ShouldBeEmpty();
        telemetry.All.SelectMany(one => RawBytes.Singing(secret, one.Place, one.Told)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_listens_and_no_model_is_there_the_flow_goes_on_with_what_is_written_for_it()
    {
        var gone = await ApiStandIn.StartAsync();
        var settings = new Dictionary<string, string?>(WaitingService.SettingsFor(gone)) { ["OPENROUTER_API_KEY"] = null };
        await using var service = await SupportService.StartAsync(backend, FlowsThatWait.At(gone.Address), settings);
        await gone.DisposeAsync();

        await service.SayAsync(customer, "order");
        await service.SayAsync(customer, "4711");
        await service.RepliesAsync(customer, 2);
        await service.SayAsync(customer, "think");
        await service.SayAsync(customer, "light");

        (await service.TextsAsync(customer, 4)).ShouldBe(
            ["Which order?", "The shop does not answer: unreachable.", "What about?", "I cannot think: model_unavailable."]);
    }

    [Fact]
    public async Task Where_all_models_fail_the_flow_goes_on_with_what_is_written_for_it()
    {
        await using var shop = await ApiStandIn.StartAsync();
        await using var service = await SupportService.StartAsync(backend, FlowsThatWait.At(shop.Address), WaitingService.SettingsFor(shop));
        foreach (var model in new[] { "vendor/primary", "vendor/second", "vendor/third" })
        {
            service.OpenRouter.Script(model, OpenRouterStandInAnswer.Error(500));
        }

        await service.SayAsync(customer, "think");
        await service.SayAsync(customer, "light");

        (await service.TextsAsync(customer, 2))[1].ShouldBe("I cannot think: model_unavailable.");
        (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("status").ShouldBe("active");
    }
}

public sealed class FlowSecretsOnLaptop() : FlowSecretsContract(Backend.Laptop);

public sealed class FlowSecretsInProduction() : FlowSecretsContract(Backend.Production);
