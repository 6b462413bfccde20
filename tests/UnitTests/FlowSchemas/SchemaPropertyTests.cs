using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.UnitTests.FlowSchemas;

public sealed class SchemaPropertyTests
{
    private const int Rounds = 300;

    /// <summary>What only shows when all of a flow is known, or a text is taken apart.</summary>
    private static readonly string[] BeyondSchemas =
    [
        FindingCode.UnknownTarget, FindingCode.TargetAsksNothing, FindingCode.Duplicate, FindingCode.InvalidExpression, FindingCode.InvalidPattern, "type_error", "loop_without_wait",
    ];

    /// <summary>A time or a quoted number out of bounds, a keyword without a word in it, a question that nobody asks.</summary>
    private static readonly string[] BeyondPatterns = ["is not taken here", "is no number from", "are no degrees from", "has no word in it", "no message before this step asks"];

    [Fact]
    public void What_the_reader_takes_an_editor_takes_and_what_an_editor_takes_besides_it_cannot_know()
    {
        var (taken, refused) = (0, 0);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var file = new GeneratedFile(new Random(seed)).Flow();
            var errors = FlowFileReader.ReadTexts([new FlowText("a.yaml", file)]).Errors.Where(error => !error.IsWarning).ToList();
            var marks = Editor.Marks(file);

            if (errors.Count == 0)
                marks.ShouldBeEmpty($"seed {seed}: {file}");
            if (marks.Count == 0)
                errors.Where(error => !BeyondSchemas.Contains(error.Code) && !BeyondPatterns.Any(error.Problem.Contains)).ShouldBeEmpty($"seed {seed}: {file}");
            taken += errors.Count == 0 ? 1 : 0;
            refused += marks.Count > 0 ? 1 : 0;
        }

        // Chance tells something on either side.
        taken.ShouldBeGreaterThan(Rounds / 10);
        refused.ShouldBeGreaterThan(Rounds / 10);
    }
}
