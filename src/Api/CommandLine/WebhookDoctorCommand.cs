using WhatsAppSupport.Api.CommandLine.Checks;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary><c>doctor webhook</c>: what MSG91's dashboard must be given, and whether what it posts arrives and is understood.</summary>
internal static class WebhookDoctorCommand
{
    public static async Task<int> RunAsync(Typed typed)
    {
        var unreadable = new List<string>();
        var settings = SettingsReader.ReadWhatIsRight(ProcessEnvironment.Variables(unreadable), out var errors);
        settings = LocalSecrets.Found(settings);
        foreach (var line in WebhookTemplates.Lines(settings))
        {
            await typed.SayAsync(line);
        }

        await using var services = new ServiceCollection().AddCheckup(settings).BuildServiceProvider();
        services.WarmUpChecks();
        using var program = new RunningProgram(settings);
        var posts = services.GetRequiredService<IRecentPosts>();
        List<ICheck> checks =
        [
            new SampleEventsCheck(settings, program, TimeProvider.System),
            new RecentPostsCheck(posts, services.GetRequiredService<IEventReviews>()),
            new DoubledEventsCheck(program),
            new MissedMessagesCheck(settings, services.GetRequiredService<IInboundLog>(), posts, program, typed.Has(MissedMessagesCheck.Option)),
        ];
        if (unreadable.Count + errors.Lines.Count > 0)
        {
            checks.Insert(0, new SettingsCheck(settings, [.. unreadable, .. errors.Lines]));
        }

        return await DoctorCommand.TellAsync(await services.GetRequiredService<Checkup>().RunAsync(checks, typed.CancellationToken), typed);
    }
}
