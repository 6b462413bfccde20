using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Settings;

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

    private static readonly FlowProblem Problem = new("welcome.yaml", 5, "steps[0].text", "missing; a message says something");

    public IEnumerable<object> All =>
    [
        new FlowList([Welcome], [new NewFlowFile("returns.yaml", "returns")], [Problem], ErrorCount: 1),
        new FlowDetails(Welcome, Source, [Problem]),
        new SettingsInEffect(
            [
                new SettingView { Name = "PORT", Value = "8080", Origin = SettingOrigin.Default, IsSecret = false },
                new SettingView { Name = "MSG91_AUTH_KEY", Origin = SettingOrigin.File, IsSecret = true },
            ],
            ["MSG91_WEBHOOK_TOKEN: shorter than 16 characters is easily guessed"]),
    ];
}
