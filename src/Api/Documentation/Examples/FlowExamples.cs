using WhatsAppSupport.Api.Flows;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>What the program runs, and how it was started.</summary>
internal sealed class FlowExamples : IExamples
{
    private const string Source = "flow_id: welcome\ntriggers:\n  - { type: keyword, values: [hi] }\nsteps:\n  - { type: message, text: \"Hello.\" }\n";

    private static readonly FlowView Welcome = new()
    {
        Id = "welcome",
        Version = "5f2c9a01",
        File = "welcome.yaml",
        IsChanged = true,
        Triggers = ["keyword: hi"],
        StepCount = 1,
    };

    private static readonly FlowProblem Problem = new("welcome.yaml", 5, 5, "steps[0].text", "invalid", FlowSeverity.Error, "missing; a message says something");

    private static readonly RunningView Running = new()
    {
        Source = FlowSource.Published,
        Set = 3,
        Publication = 7,
        At = Invented.Morning,
        By = new AuditActor(ActorKind.Agent, Invented.AgentId, "Meera"),
        Reason = "Returns are free in December",
    };

    private static readonly PublicationView Publication = new()
    {
        Id = 7,
        Source = FlowSource.Published,
        Set = 3,
        At = Invented.Morning,
        By = new AuditActor(ActorKind.Agent, Invented.AgentId, "Meera"),
        Reason = "Returns are free in December",
        IsRunning = true,
    };

    public IEnumerable<object> All =>
    [
        new FlowList(Running, [Welcome], [new NewFlowFile("returns.yaml", "returns")], [Problem], ErrorCount: 1),
        new FlowDetails(Welcome, Source, Running, [Problem]),
        new PublishBody(new Dictionary<string, string?> { ["welcome.yaml"] = Source }, Reason: "Returns are free in December"),
        new PublishReceipt(Running, IsChanged: true, []),
        new PublicationPage([Publication], "7"),
        new PublicationDetails(Publication, [new FlowText("welcome.yaml", Source, "welcome", "5f2c9a01")]),
        new SettingsInEffect(
            [
                new SettingView { Name = "PORT", Value = "8080", Origin = SettingOrigin.Default, IsSecret = false },
                new SettingView { Name = "MSG91_AUTH_KEY", Origin = SettingOrigin.File, IsSecret = true },
            ],
            ["MSG91_WEBHOOK_TOKEN: shorter than 16 characters is easily guessed"]),
    ];
}
