using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Whether the files of FLOWS_PATH can run together, whom they ask included.</summary>
internal sealed class FlowsCheck(IFlowFolder folder) : ICheck
{
    /// <summary>Enough to mend at once.</summary>
    private const int Most = 20;

    public string Name => "flows";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var read = await folder.ReadAsync(cancellationToken);
        if (read.Problems.Count == 0)
        {
            return [Finding.Good($"{read.Flows!.All.Count()} can run")];
        }

        var told = read.Problems.OrderBy(problem => problem.Severity).Take(Most).Select(FindingOf).ToList();
        return read.Problems.Count > Most
            ? [.. told, Finding.Doubtful($"{read.Problems.Count - Most} more things are found", "mend these first")]
            : told;
    }

    private static Finding FindingOf(FlowProblem problem) => problem.Severity == FlowSeverity.Error
        ? Finding.Wrong(Words(problem), "mend the file: with an error in any of them the program does not start")
        : Finding.Doubtful(Words(problem), "look whether it is meant so");

    /// <summary>What is about the whole folder names no file.</summary>
    private static string Words(FlowProblem problem) => problem.ToString().TrimStart(':', ' ');
}
