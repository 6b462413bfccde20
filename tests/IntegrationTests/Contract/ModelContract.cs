using System.Text.Json;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Contract;

/// <summary>Where no flow fits, a language model answers; where none can, an apology and the offer of a person.</summary>
public abstract class ModelContract(SharedService shared) : IDisposable
{
    private const string Apology = "I am sorry, I cannot answer that right now. Please try again in a moment, or ask for a person.";

    private static readonly string[] Models = ["vendor/primary", "vendor/second", "vendor/third"];

    private readonly SupportService service = shared.Service;

    [Fact]
    public async Task What_no_flow_fits_is_answered_by_the_model_and_what_it_took_is_kept()
    {
        var customer = Customers.Next();
        service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Text("We open at nine.", cost: "0.000371", tokens: 856));

        await service.SayAsync(customer, "When do you open?");

        (await service.TextsAsync(customer, 1)).ShouldBe(["We open at nine."]);
        var answer = (await service.ConversationAsync(customer)).Ours().ShouldHaveSingleItem();
        answer.Word("author").ShouldBe("model");
        answer["model"]!.AsObject().Word("name").ShouldBe("vendor/primary");
        ((int)answer["model"]!["tokens"]!).ShouldBe(856);
        ((long)answer["model"]!["costMicroDollars"]!).ShouldBe(371);
        ((double)answer["processingTime"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_model_is_told_the_last_five_messages_and_the_name()
    {
        var customer = Customers.Next();
        foreach (var number in Enumerable.Range(1, 4))
        {
            service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Text($"answer {number}"));
            await service.SayAsync(customer, $"question {number}");
            await service.RepliesAsync(customer, number);
        }

        var asked = service.OpenRouter.Requests[^1].Body.GetProperty("messages").EnumerateArray().ToList();

        asked[0].GetProperty("role").GetString().ShouldBe("system");
        asked[0].GetRawText().ShouldContain("Asha");
        asked.Skip(1).Select(TextOf).ShouldBe(["answer 1", "question 2", "answer 2", "question 3", "answer 3", "question 4"]);
    }

    [Fact]
    public async Task A_model_that_is_down_is_replaced_by_the_next()
    {
        await using var service = await SupportService.StartAsync(shared.Backend, Flows.All);
        var customer = Customers.Next();
        service.OpenRouter.Script("vendor/primary", OpenRouterStandInAnswer.Error(503));
        service.OpenRouter.Script("vendor/second", OpenRouterStandInAnswer.Drop);

        await service.SayAsync(customer, "When do you open?");

        (await service.TextsAsync(customer, 1)).ShouldBe(["Hello from vendor/third"]);
        var answer = (await service.ConversationAsync(customer)).Ours().ShouldHaveSingleItem();
        answer["model"]!.AsObject().Word("name").ShouldBe("vendor/third");
    }

    [Fact]
    public async Task Where_all_models_are_down_there_is_an_apology_and_the_offer_of_a_person()
    {
        await using var service = await SupportService.StartAsync(shared.Backend, Flows.All);
        var customer = Customers.Next();
        AllDown(service);

        await service.SayAsync(customer, "When do you open?");
        var apology = (await service.RepliesAsync(customer, 1))[0];
        await service.TapAsync(customer, apology.Options[0].Id, apology.Options[0].Title);

        apology.Text.ShouldBe(Apology);
        apology.Options.Select(option => option.Title).ShouldBe(["Talk to a person"]);
        (await service.TextsAsync(customer, 2))[1].ShouldBe("I am handing you over to a colleague, who will write to you here.");
        (await service.ConversationAsync(customer))["conversation"]!.AsObject().Word("status").ShouldBe("escalated");
    }

    [Fact]
    public async Task An_apology_is_not_taken_for_a_models_answer()
    {
        await using var service = await SupportService.StartAsync(shared.Backend, Flows.All);
        var customer = Customers.Next();
        AllDown(service);

        await service.SayAsync(customer, "When do you open?");

        await service.RepliesAsync(customer, 1);
        var answer = (await service.ConversationAsync(customer)).Ours().ShouldHaveSingleItem();
        (answer.Word("author"), answer["model"]).ShouldBe(("bot", null));
    }

    [Fact]
    public async Task Without_a_model_there_are_flows_and_the_apology()
    {
        await using var without = await SupportService.StartAsync(
            shared.Backend, Flows.All, new Dictionary<string, string?> { ["OPENROUTER_API_KEY"] = null });
        var customer = Customers.Next();

        await without.SayAsync(customer, "When do you open?");
        await without.SayAsync(customer, "count");

        (await without.TextsAsync(customer, 2)).ShouldBe([Apology, "Begin"]);
        without.OpenRouter.Requests.ShouldBeEmpty();
    }

    public void Dispose()
    {
        foreach (var model in Models)
        {
            service.OpenRouter.Script(model, OpenRouterStandInAnswer.Text($"Hello from {model}"));
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Of a service of one's own: models that have failed are left alone for a while.</summary>
    private static void AllDown(SupportService service)
    {
        foreach (var model in Models)
        {
            service.OpenRouter.Script(model, OpenRouterStandInAnswer.Error(500));
        }
    }

    private static string? TextOf(JsonElement message) => message.GetProperty("content").GetString();
}

[Collection(OnLaptop.Name)]
public sealed class ModelOnLaptop(LaptopService shared) : ModelContract(shared);

[Collection(InProduction.Name)]
public sealed class ModelInProduction(ProductionService shared) : ModelContract(shared);
