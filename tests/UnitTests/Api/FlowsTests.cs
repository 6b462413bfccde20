using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Flows;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class FlowsTests : IDisposable
{
    private const string Help =
        """
        flow_id: help
        triggers: [ { type: keyword, values: [help, "not working"] }, { type: exact_match, value: "1" } ]
        steps:
          - { type: input, variable: name, text: "Who?" }
          - { type: conditional, condition: name, steps: [ { type: message, text: "Hi" } ] }
        """;

    private const string Bye = "flow_id: bye\nsteps: [ { type: message, text: Bye } ] # as it was\n";

    private readonly FlowFolder folder = new(("support.yaml", Help), ("bye.yaml", Bye));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_runs_is_listed_with_what_begins_it()
    {
        await using var face = await StartAsync();

        var (status, body) = await face.GetAsync("/api/v1/flows", FaceApp.Key);

        status.ShouldBe(200);
        var (bye, help) = (VersionOf("bye"), VersionOf("help"));
        body.ShouldBe(
            $$"""{"running":{"source":"files","set":1,"publication":0,"at":null,"by":null,"reason":null},"flows":[{"id":"bye","version":"{{bye}}","file":"bye.yaml","isChanged":false,"triggers":[],"stepCount":1},"""
            + $$"""{"id":"help","version":"{{help}}","file":"support.yaml","isChanged":false,"triggers":["a message with \"help\" in it","a message with \"not working\" in it","the whole message \"1\""],"stepCount":3}],"""
            + "\"newFiles\":[],\"errors\":[],\"errorCount\":0}");
    }

    [Theory]
    [InlineData(Bye + "# a comment\n", false)]
    [InlineData("steps:\n - text: \"Bye\"\n   type: message\nflow_id: bye", true)]
    [InlineData("flow_id: bye\nsteps: [ { type: message, text: Bye! } ]", true)]
    [InlineData("flow_id: byebye\nsteps: [ { type: message, text: Bye } ]", true)]
    [InlineData("flow_id: bye\nsteps: [", true)]
    [InlineData(null, true)]
    public async Task A_change_on_the_disk_is_seen_and_does_not_run(string? now, bool isChanged)
    {
        await using var face = await StartAsync();
        Write("bye.yaml", now);

        var listed = await ListAsync(face);
        var one = await GetAsync(face, "/api/v1/flows/bye");

        listed.Flows.Select(flow => (flow.Id, flow.IsChanged)).ShouldBe([("bye", isChanged), ("help", false)]);
        one.GetProperty("flow").GetProperty("isChanged").GetBoolean().ShouldBe(isChanged);
        one.GetProperty("source").GetString().ShouldBe(Bye);
    }

    [Fact]
    public async Task Who_is_taken_over_from_older_contents_is_a_change_though_no_other_version()
    {
        const string Asking = "flow_id: bye\nsteps: [ { type: input, id: ask, text: Why?, variable: why } ]\n";
        Write("bye.yaml", Asking + "migrate: { old: ask }");
        await using var face = await StartAsync();

        (await ListAsync(face)).Flows[0].ShouldBe(("bye", false));
        Write("bye.yaml", Asking + "migrate: { older: ask }");
        (await ListAsync(face)).Flows[0].ShouldBe(("bye", true));
        Write("bye.yaml", Asking);
        (await ListAsync(face)).Flows[0].ShouldBe(("bye", true));
    }

    [Fact]
    public async Task Files_that_wait_for_the_next_start_are_named()
    {
        await using var face = await StartAsync();
        Write("more.yaml", "flow_id: more\nsteps: [ { type: message, text: More } ]");
        Write("nothing.yaml", "");
        Write("notes.txt", "no flow");

        var listed = await ListAsync(face);

        listed.New.ShouldBe([("more.yaml", "more"), ("nothing.yaml", null)]);
        listed.Errors.ShouldBe([("nothing.yaml", 1, "", "is empty")]);
        (await face.GetAsync("/api/v1/flows/more", FaceApp.Key)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_would_stop_the_next_start_is_named_by_file_line_and_field_without_a_path()
    {
        await using var face = await StartAsync();
        Write("bye.yaml", "flow_id: help\nsteps:\n  - { type: mesage, text: Bye }\n");
        Write("large.yaml", new string('#', (1 << 20) + 1));
        Write("system/texts.yaml", "hi: 5\nen: {}\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "gone.yaml"), Path.Combine(folder.Path, "nowhere"));

        var (status, body) = await face.GetAsync("/api/v1/flows", FaceApp.Key);

        status.ShouldBe(200);
        body.ShouldNotContain(folder.Path);
        var errors = (await ListAsync(face)).Errors;
        errors.ShouldContain(("bye.yaml", 3, "steps[0].type", "\"mesage\" is no kind of step; did you mean message?"));
        errors.ShouldContain(("gone.yaml", 0, "", "cannot be read: it is not there"));
        errors.ShouldContain(("large.yaml", 0, "", "is larger than 1024 KiB; spread it over several files"));
        errors.ShouldContain(("support.yaml", 1, "flow_id", "\"help\" is the flow of bye.yaml already; give this one another name"));
        errors.ShouldContain(error => error.File == "system/texts.yaml" && error.Line == 1 && error.Field == "hi");
        Should.Throw<FlowFilesInvalidException>(() => FlowFileReader.Read(folder.Path)).Errors.Count.ShouldBe(errors.Count(error => !error.File!.StartsWith("system/", StringComparison.Ordinal)));
        (await GetAsync(face, "/api/v1/flows/help")).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("file").GetString().ShouldBe("support.yaml");
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_an_error_and_what_runs_is_still_told()
    {
        await using var face = await StartAsync();
        var aside = folder.Path + "-aside";
        Directory.Move(folder.Path, aside);
        try
        {
            var listed = await ListAsync(face);

            listed.Flows.ShouldBe([("bye", true), ("help", true)]);
            listed.Errors.ShouldBe([(null, 0, "", "is no folder; set FLOWS_PATH to the folder that holds the flows")]);
            (await GetAsync(face, "/api/v1/flows/help")).GetProperty("source").GetString().ShouldBe(Help);
        }
        finally
        {
            Directory.Move(aside, folder.Path);
        }
    }

    [Fact]
    public async Task Of_thousands_of_errors_enough_are_told_to_begin_with()
    {
        await using var face = await StartAsync();
        Write("rubbish.yaml", "flow_id: rubbish\nsteps:\n" + string.Concat(Enumerable.Repeat("- 1\n", 2_000)));

        var listed = await ListAsync(face);

        (listed.Errors.Count, listed.ErrorCount).ShouldBe((ListFlows.MaxErrors, ListFlows.MaxErrors + 1));
    }

    [Theory]
    [InlineData("nix")]
    [InlineData("HELP")]
    [InlineData("support.yaml")]
    [InlineData("..%2Fsupport")]
    public async Task A_flow_that_does_not_run_is_not_found(string id)
    {
        await using var face = await StartAsync();

        var (status, body) = await face.GetAsync($"/api/v1/flows/{id}", FaceApp.Key);

        status.ShouldBe(404);
        body.ShouldContain("\"code\":\"flow_not_found\"");
        body.ShouldContain("/api/v1/flows lists those that do");
    }

    [Theory]
    [InlineData("/api/v1/flows")]
    [InlineData("/api/v1/flows/help")]
    public async Task Without_the_key_nothing_is_told(string path)
    {
        await using var face = await StartAsync();

        (await face.GetAsync(path)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_disk_that_hangs_is_waited_for_three_seconds_and_then_not_any_more()
    {
        using var disk = new HangingFile();
        await using var face = await StartAsync(services => services.AddSingleton<IFileBesideFlows>(disk));
        disk.Hang();

        var (status, body) = await face.GetAsync("/api/v1/flows", FaceApp.Key);

        status.ShouldBe(503);
        body.ShouldContain("\"code\":\"unavailable\"");
    }

    /// <summary>With what lies in the folder now, as the program reads it before it serves.</summary>
    private async Task<FaceApp> StartAsync(Action<IServiceCollection>? also = null)
    {
        var face = await FaceApp.StartAsync(add: services =>
        {
            services
                .AddFlowFiles(folder.Path)
                .AddSystemTexts(folder.Path)
                .AddSingleton(new SupportOptions { IntegratedNumber = "919800000001" })
                .AddSingleton<IFlowSets>(new FakeFlowSets())
                .AddSingleton<OlderFlows>()
                .AddSingleton<FlowLibrary>()
                .AddSingleton<FlowUpdates>();
            also?.Invoke(services);
        });
        await face.Services.GetRequiredService<FlowUpdates>().StartAsync(CancellationToken.None);
        return face;
    }

    private string VersionOf(string id) => FlowFileReader.Read(folder.Path).Find(id)!.Version;

    /// <param name="content">Null: the file is removed.</param>
    private void Write(string name, string? content)
    {
        var path = Path.Combine(folder.Path, name);
        if (content is null)
        {
            File.Delete(path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private static async Task<Listed> ListAsync(FaceApp face)
    {
        var list = await GetAsync(face, "/api/v1/flows");
        return new Listed(
            [.. list.GetProperty("flows").EnumerateArray().Select(flow => (flow.GetProperty("id").GetString()!, flow.GetProperty("isChanged").GetBoolean()))],
            [.. list.GetProperty("newFiles").EnumerateArray().Select(file => (file.GetProperty("file").GetString()!, file.GetProperty("flowId").GetString()))],
            [
                .. list.GetProperty("errors").EnumerateArray().Select(error => (
                    error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("field").GetString()!, error.GetProperty("problem").GetString()!)),
            ],
            list.GetProperty("errorCount").GetInt32());
    }

    private static async Task<JsonElement> GetAsync(FaceApp face, string path)
    {
        var (status, body) = await face.GetAsync(path, FaceApp.Key);
        status.ShouldBe(200, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private sealed record Listed(
        IReadOnlyList<(string Id, bool IsChanged)> Flows,
        IReadOnlyList<(string File, string? FlowId)> New,
        IReadOnlyList<(string? File, int Line, string Field, string Problem)> Errors,
        int ErrorCount);

    /// <summary>Once it hangs it is read for as long as the test runs.</summary>
    private sealed class HangingFile : IFileBesideFlows, IDisposable
    {
        private readonly ManualResetEventSlim end = new(initialState: true);

        public void Hang() => end.Reset();

        public IReadOnlyList<FlowFileError> FindErrors()
        {
            end.Wait();
            return [];
        }

        public void Dispose()
        {
            end.Set();
            end.Dispose();
        }
    }
}
