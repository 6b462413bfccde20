using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>The flows of this repository and how conversations with them go: <c>flows/transcripts/&lt;flow&gt;/&lt;what happens&gt;.txt</c>.</summary>
internal static class ShippedTranscripts
{
    private const string Folder = "flows/transcripts";

    public static readonly FlowSet Flows = FlowFileReader.Read(Path.Combine(Repository.Root, "flows"));

    private static readonly SystemTextsFile Texts = SystemTextsFile.Read(SystemTextsFile.PathIn(Path.Combine(Repository.Root, "flows")));

    /// <summary>Their names from the root on.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Repository.FilesUnder(Folder, "*.txt")];

    public static string FlowOf(string file) => file.Split('/')[^2];

    public static string TextOf(string flow) => File.ReadAllText(Path.Combine(Repository.Root, $"flows/{flow}.yaml"));

    public static Transcript Read(string file)
    {
        var transcript = TranscriptReader.Read(file, File.ReadAllText(Path.Combine(Repository.Root, file)), out var problems);
        problems.ShouldBeEmpty(string.Join('\n', problems));
        return transcript;
    }

    public static TranscriptProblem? Play(Transcript transcript, Action<string, string>? entered = null) =>
        new TranscriptPlayer(Flows, Texts) { Entered = entered }.Play(transcript);
}
