using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Domain;
using WhatsAppSupport.UnitTests.Flows;
using WhatsAppSupport.UnitTests.Logs;

namespace WhatsAppSupport.UnitTests.FlowSets;

/// <summary>One process that takes up flows: a real folder and real reading, with the database in memory.</summary>
internal sealed class UpdatesUnderTest : IDisposable
{
    private readonly ServiceProvider services;

    public UpdatesUnderTest(FakeFlowSets? sets = null, bool follows = false, params FlowText[] files)
    {
        Sets = sets ?? new FakeFlowSets();
        Folder = new FlowFolder([.. (files.Length > 0 ? files : FlowsOf.Saying("From files")).Select(file => (file.Name, file.Text))]);
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log.Provider))
            .AddSingleton(new SupportOptions { IntegratedNumber = Known.OurNumber, FollowsFlowFiles = follows })
            .AddFlowFiles(Folder.Path)
            .AddSystemTexts(Folder.Path)
            .AddSingleton<IFlowSets>(Sets)
            .AddFlows()
            .BuildServiceProvider();
    }

    public FakeFlowSets Sets { get; }

    public FlowFolder Folder { get; }

    public CapturedLog Log { get; } = new();

    /// <summary>Of whoever publishes.</summary>
    public MovedClock Clock { get; } = new(Known.Noon);

    public FlowUpdates Updates => services.GetRequiredService<FlowUpdates>();

    public FlowLibrary Library => services.GetRequiredService<FlowLibrary>();

    public Task StartAsync() => Updates.StartAsync(CancellationToken.None);

    public Task CatchUpAsync() => Updates.CatchUpAsync(CancellationToken.None);

    public async Task PublishAsync(params FlowText[] files) => await DecideAsync(await KeepAsync(files));

    /// <param name="set">Null: files.</param>
    public async Task DecideAsync(long? set)
    {
        var id = Sets.Publications.Count + 1;
        (await Sets.PublishAsync(FlowsOf.Decided(id, set), null!, CancellationToken.None)).ShouldBeTrue();
    }

    /// <summary>With the versions that they have.</summary>
    public Task<long> KeepAsync(params FlowText[] files) =>
        Sets.KeepAsync(services.GetRequiredService<IFlowReader>().Read(files, isDecided: false).Files, CancellationToken.None);

    /// <summary>As somebody asks for it.</summary>
    public Task<Result<PublishReceipt>> AskAsync(FlowText[] files, long? expected) =>
        new PublishFlowsHandler(Sets, services.GetRequiredService<IFlowReader>(), services.GetRequiredService<IFlowFolder>(), Library, Updates, Clock).Handle(
            new PublishFlows(Actor.SettingsKey, files.ToDictionary(file => file.Name, file => (string?)file.Text), null, FromFiles: false, "because", expected), CancellationToken.None);

    public void Write(FlowText file) => File.WriteAllText(Path.Combine(Folder.Path, file.Name), file.Text);

    /// <summary>One who begins and stands at the question.</summary>
    public async Task<Talk> BeginAsync() => new Talk(await Library.OpenAsync(null, CancellationToken.None)).Writes("go");

    /// <summary>What somebody is told who goes on from there now.</summary>
    public async Task<IReadOnlyList<string>> GoOnAsync(Talk talk) =>
        new Talk(await Library.OpenAsync(talk.Position, CancellationToken.None)) { Position = talk.Position }.Writes("Asha").Said;

    /// <summary>What somebody is told who begins now.</summary>
    public async Task<IReadOnlyList<string>> SayAsync() => await GoOnAsync(await BeginAsync());

    public void Dispose()
    {
        services.Dispose();
        Folder.Dispose();
    }
}
