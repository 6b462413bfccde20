using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Outgoing;
using WhatsAppSupport.Infrastructure.Texts;
using Xunit.Abstractions;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Whatever lies in a file: it is flows that can be talked with, or findings that a person can mend it by.</summary>
public sealed class FlowFilesFuzzTests(ITestOutputHelper output)
{
    private static readonly AllowedHosts Hosts = new([AllowedHost.ReadPublic("api.shop.example", out _)!], []);

    [Fact]
    public void Any_file_is_a_flow_or_findings_and_a_flow_can_be_talked_with()
    {
        using var folder = new FlowFolder();
        var (read, ran) = (0, 0);

        Fuzz.Run(output, random => Damage.To(random, Corpus.Flows), (bytes, random) =>
        {
            File.WriteAllBytes(Path.Combine(folder.Path, "a.yaml"), bytes);
            var found = FlowFileReader.ReadAll(folder.Path, Hosts);

            read++;
            Judge(found.Errors);
            if (!found.Errors.All(error => error.IsWarning))
                return;
            ran++;
            Customer.Talks(found.ToFlows(), random);
        }, bytes => AllowedBytes(bytes.Length), bytes => bytes);

        output.WriteLine($"{ran} of {read} could run");
        ran.ShouldBeGreaterThan(read / 50, "the damage must leave some files good, or it proves little");
    }

    [Fact]
    public async Task Any_set_of_files_is_read_the_same_from_a_folder_and_as_it_is_published()
    {
        using var folder = new FlowFolder(("system/texts.yaml", ""), ("good.yaml", "flow_id: good\nsteps: [ { type: message, text: Hello } ]"));
        await using var services = new ServiceCollection().AddFlowFiles(folder.Path, Hosts).AddSystemTexts(folder.Path).BuildServiceProvider();
        var (files, reader) = (services.GetRequiredService<IFlowFolder>(), services.GetRequiredService<IFlowReader>());
        var names = new[] { "flow.yaml", "system/texts.yaml", "system/hours.yaml" };
        var ran = 0;

        Fuzz.Run(
            output,
            random => (Flow: Some(random, Corpus.Flows), Texts: Some(random, [Corpus.Texts]), Hours: Some(random, [Corpus.Bytes(Corpus.Hours)])),
            (set, _) =>
            {
                foreach (var (name, bytes) in names.Zip([set.Flow, set.Texts, set.Hours]))
                    File.WriteAllBytes(Path.Combine(folder.Path, name), bytes);
                var found = files.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
                var published = reader.Read([.. found.Files.Select(file => new FlowText(file.Name, file.Text))], isDecided: false);

                ran += found.Flows is null ? 0 : 1;
                found.Problems.ShouldAllBe(problem => problem.Problem.Length > 0 && problem.Code.Length > 0);
                published.Problems.ShouldAllBe(problem => problem.Problem.Length > 0 && problem.Code.Length > 0);
                // What cannot be read as text cannot be published either.
                if (found.Files.Count < names.Length + 1)
                    return;
                (published.Flows is null).ShouldBe(found.Flows is null);
                Told(published).ShouldBe(Told(found), ignoreOrder: true);
            },
            set => 4 * AllowedBytes(set.Flow.Length + set.Texts.Length + set.Hours.Length),
            set => [.. set.Flow, .. "\n=====\n"u8, .. set.Texts, .. "\n=====\n"u8, .. set.Hours],
            oneIn: 20);

        output.WriteLine($"{ran} could run");
    }

    private static byte[] Some(Random random, IReadOnlyList<byte[]> corpus) => random.Next(2) == 0 ? corpus[random.Next(corpus.Count)] : Damage.To(random, corpus);

    private static IEnumerable<string> Told(ReadFlows read) => read.Problems.Select(problem => problem.ToString());

    private static void Judge(IReadOnlyList<FlowFileError> errors)
    {
        foreach (var error in errors)
        {
            error.Problem.Length.ShouldBeInRange(1, 1_001);
            error.Field.Length.ShouldBeLessThanOrEqualTo(201);
            error.Code.ShouldNotBeEmpty();
            Math.Min(error.Line, error.Column).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    /// <summary>So many times the file, and what even the smallest takes.</summary>
    private static long AllowedBytes(int length) => 32_000_000 + (1_000L * length);
}
