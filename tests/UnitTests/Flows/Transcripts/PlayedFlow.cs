using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>A small flow and transcripts of it.</summary>
internal static class PlayedFlow
{
    public const string File = "main/talk.txt";

    /// <param name="steps">The steps of the flow <c>main</c>, which begins with "go", as they stand in its file.</param>
    /// <param name="transcript">All that stands in it.</param>
    /// <returns>The first problem in it or with it, in words; null: all of it goes as it is written.</returns>
    public static string? Play(string steps, string transcript)
    {
        var flow = new FlowText("main.yaml", $"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n{steps}");
        var read = TranscriptReader.Read(File, transcript, out var problems);
        return (problems.Count > 0 ? problems[0] : new TranscriptPlayer(FlowFileReader.ReadTexts([flow]).ToFlows(), SystemTextsFile.Read(SystemTextsFile.PathIn(FlowsPath.Shipped))).Play(read))?.ToString();
    }
}
