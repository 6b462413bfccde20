namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>Reads the lines of a transcript. An indented line goes on with the one before it; one that begins with # is for readers.</summary>
internal sealed class TranscriptReader
{
    private readonly string file;
    private readonly List<TranscriptProblem> problems = [];
    private readonly List<(Deed Deed, List<ExpectedEvent> Events)> turns = [];
    private TranscriptSettings settings = new();

    private TranscriptReader(string file) => this.file = file;

    /// <param name="file">Its name.</param>
    /// <param name="text">All that stands in it.</param>
    /// <param name="problems">All that is wrong in it; where there is anything, it cannot be played.</param>
    public static Transcript Read(string file, string text, out IReadOnlyList<TranscriptProblem> problems)
    {
        var reader = new TranscriptReader(file);
        foreach (var (line, written) in reader.EntriesOf(text))
            reader.Take(line, written);
        if (reader.turns.Count == 0 && reader.problems.Count == 0)
            reader.Refuse(1, "nothing happens in it; write what the customer does, such as Customer: I want to return something");
        problems = reader.problems;
        return new Transcript(file, reader.settings, [.. reader.turns.Select(turn => new TranscriptTurn(turn.Deed, turn.Events))]);
    }

    /// <summary>Each line with those that go on with it. An empty line counts only within one of these.</summary>
    private IEnumerable<(int Line, string Written)> EntriesOf(string text)
    {
        var (first, lines, empty) = (0, new List<string>(), 0);
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var isContinued = line is [' ' or '\t', ..];
            if (string.IsNullOrWhiteSpace(line))
                empty++;
            else if (line[0] == '#')
                empty = 0;
            else if (isContinued && first == 0)
                Refuse(index + 1, "goes on with nothing; a line that is not about the one before it begins at the margin");
            else if (isContinued)
            {
                lines.AddRange(Enumerable.Repeat("", empty).Append(line.Trim()));
                empty = 0;
            }
            else
            {
                if (first > 0)
                    yield return (first, string.Join('\n', lines));
                (first, lines, empty) = (index + 1, [line.TrimEnd()], 0);
            }
        }

        if (first > 0)
            yield return (first, string.Join('\n', lines));
    }

    private void Take(int line, string written)
    {
        var first = written.Split('\n')[0];
        switch (TranscriptLines.Read(line, written, out var problem))
        {
            case TranscriptLine.Done(var deed):
                turns.Add((deed, []));
                break;
            case TranscriptLine.Holds(var set) when turns.Count == 0:
                settings = set(settings);
                break;
            case TranscriptLine.Holds:
                Refuse(line, $"\"{first}\" says what holds from the beginning; write it above what is done first");
                break;
            case TranscriptLine.Expected(var text) when turns is [.., var (_, events)]:
                events.Add(new ExpectedEvent(line, text));
                break;
            case TranscriptLine.Expected:
                Refuse(line, $"\"{first}\" comes before anybody has done anything; write first what the customer does, such as Customer: hi");
                break;
            default:
                Refuse(line, problem!);
                break;
        }
    }

    private void Refuse(int line, string problem) => problems.Add(new TranscriptProblem(file, line, problem));
}
