using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Start;

/// <summary>Whoever writes flows sees a change without a restart, where the program was started for that.</summary>
[Collection(Alone.Name)]
public sealed class EditedFilesTests
{
    /// <summary>What is promised, and what a busy machine takes to be asked.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2) + TimeSpan.FromSeconds(0.5);

    [Fact]
    public async Task In_development_an_edited_file_runs_within_two_seconds_and_a_broken_one_is_told_in_the_log()
    {
        await using var process = await SupportProcess.StartAsync(
            Backend.Laptop, Flows.Support, new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        var folder = process.Environment["FLOWS_PATH"]!;
        var old = Customers.Next();
        await process.SayAsync(old, "help");
        await process.RepliesAsync(old, 2);

        await File.WriteAllTextAsync(Path.Combine(folder, "support.yaml"), PublishedFlows.Saying("Edited")["support.yaml"]);
        await RunsAsync(process, "Edited");
        await File.WriteAllTextAsync(Path.Combine(folder, "support.yaml"), "flow_id: support\nsteps:\n  - { type: mesage, text: Broken }\n");
        await Eventually.BecomesTrueAsync(() => process.Log.Contains("support.yaml:3:", StringComparison.Ordinal) && process.Log.Contains("steps[0].type: ", StringComparison.Ordinal), Soon, "the log tells what is wrong");
        await RunsAsync(process, "Edited");
        await File.WriteAllTextAsync(Path.Combine(folder, "support.yaml"), PublishedFlows.Saying("Mended")["support.yaml"]);
        await RunsAsync(process, "Mended");

        await process.SayAsync(old, "Asha");
        (await process.TextsAsync(old, 3))[2].ShouldBe("Thanks Asha, what is it about?");
    }

    private static Task RunsAsync(SupportProcess process, string text) => Eventually.BecomesTrueAsync(
        async () => ((string)(await process.GetAsync(PublishedFlows.Path + "/support"))["source"]!).Contains(text, StringComparison.Ordinal), Soon, $"\"{text}\" runs");
}
