using System.Diagnostics;
using System.Text.Json;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>
/// A client that openapi-typescript makes of the committed document compiles, and lists the conversations of a running program. It is made in a
/// folder of its own, so that nothing of it lies between the sources.
/// </summary>
public sealed class TypeScriptClientTests : IDisposable
{
    private static readonly string[] NotSources = ["node_modules", "out", "document.json", "api.ts"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("api-client-");

    [Fact]
    public async Task A_generated_client_compiles_and_lists_the_conversations_of_a_running_program()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, Flows.All);
        string[] escalated = [await EscalatedAsync(service), await EscalatedAsync(service)];
        await service.SayAsync(Customers.Next(), "help");
        await service.DrainAsync();
        await CopyAsync();

        await RunAsync("npm", ["ci"], service);
        await RunAsync("npm", ["run", "--silent", "generate"], service);
        await RunAsync("npm", ["run", "--silent", "compile"], service);
        using var listed = JsonDocument.Parse(await RunAsync("npm", ["run", "--silent", "list"], service));

        var told = listed.RootElement;
        told.GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldBe(escalated, ignoreOrder: true);
        told.GetProperty("conversations").EnumerateArray().ShouldAllBe(one => one.GetProperty("waits").GetBoolean());
        told.GetProperty("messages")[0].GetString().ShouldBe("help");
        (told.GetProperty("refusedStatus").GetInt32(), told.GetProperty("refused").GetString()).ShouldBe((401, "not_authenticated"));
    }

    [Fact]
    public async Task The_running_program_serves_the_committed_document()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop);

        var served = await service.Http.GetStringAsync("/openapi/v1.json");

        // CopiesTests, which write the copy and say where it differs, know only the program's face.
        (served.ReplaceLineEndings("\n") + "\n" == await File.ReadAllTextAsync(Document)).ShouldBeTrue("See CopiesTests.");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Document => Path.Combine(Readme.Root, "docs/openapi/v1.json");

    /// <summary>A conversation that waits for a person.</summary>
    private static async Task<string> EscalatedAsync(SupportService service)
    {
        var customer = Customers.Next();
        foreach (var text in new[] { "help", "Asha", "A person" })
        {
            await service.SayAsync(customer, text);
        }

        var details = await service.ConversationAsync(customer, one => one["conversation"]!.AsObject().Word("status") == "escalated", "it waits for a person");
        return details["conversation"]!.AsObject().Word("id")!;
    }

    private async Task CopyAsync()
    {
        var source = new DirectoryInfo(Path.Combine(Readme.Root, "tests/ApiClient"));
        foreach (var file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(source.FullName, file.FullName);
            if (!path.Split(Path.DirectorySeparatorChar).Any(NotSources.Contains))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, path))!);
                file.CopyTo(Path.Combine(folder.FullName, path));
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "document.json"), await File.ReadAllTextAsync(Document));
    }

    /// <summary>What it prints; fails with all that it complains of.</summary>
    private async Task<string> RunAsync(string program, string[] arguments, SupportService service)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SUPPORT_URL"] = service.Http.BaseAddress!.ToString().TrimEnd('/'), ["SUPPORT_API_KEY"] = SupportService.AdminKey },
        };
        using var process = Started(start);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{start.FileName} is needed: ./test.sh installs it.", missing);
        }
    }
}
