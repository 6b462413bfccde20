using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.UnitTests.FlowSchemas;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>Flows as a support person writes them, and the talk with them.</summary>
internal static class Written
{
    /// <param name="steps">The steps of the flow <c>main</c>, which begins with "go", as they stand in its file.</param>
    /// <param name="others">Whole files of other flows.</param>
    public static Talk Flow(string steps, params string[] others) => Talk($"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\nsteps:\n{steps}", others);

    /// <param name="files">Whole files.</param>
    public static Talk Talk(string file, params string[] files) => new(new FlowEngine(Read([file, .. files]).ToFlows()), "Asha") { Counts = true };

    /// <param name="files">Whole files.</param>
    public static FlowSet Set(params string[] files) => Read(files).ToFlows();

    /// <summary>All that is found in them.</summary>
    public static IReadOnlyList<FlowFileError> FindingsIn(params string[] files) => Read(files).Errors;

    private static FlowFileSet Read(string[] files)
    {
        using var folder = new FlowFolder([.. files.Select((file, index) => ($"{(char)('a' + index)}.yaml", file))]);
        var read = FlowFileReader.ReadAll(folder.Path);
        // Whatever a test has the program read, an editor takes.
        if (read.Errors.All(error => error.IsWarning))
            files.SelectMany(Editor.Marks).ShouldBeEmpty();
        return read;
    }
}
