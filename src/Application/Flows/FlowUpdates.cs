using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.Application.Flows;

/// <summary>
/// Sees to it that what runs in this process is what was decided last. Whatever cannot be read, of the database, of a folder, of a set, leaves running
/// what ran before.
/// </summary>
public sealed partial class FlowUpdates(
    IFlowSets sets, IFlowReader reader, IFlowFolder folder, FlowLibrary library, SupportOptions options, ILogger<FlowUpdates> logger) : IDisposable
{
    /// <summary>So many decisions a start goes back to find one that this program can read.</summary>
    private const int LookedBack = 20;

    /// <summary>So often, once a second, a disk is tried that cannot be read.</summary>
    private const int MostTries = 60;

    /// <summary>Enough to mend; a file of rubbish can hold a hundred thousand.</summary>
    private const int MostTold = 20;

    private readonly SemaphoreSlim oneByOne = new(1, 1);

    /// <summary>The number of the last decision that was looked at; what could not be read is not tried again by the same program.</summary>
    private long seen;

    /// <summary>How often that decision was tried in vain.</summary>
    private int tries;

    /// <summary>Why the files could not run when that was last told: what is tried each second is told once.</summary>
    private IReadOnlyList<FlowProblem> told = [];

    /// <summary>How the folder looked when it was read.</summary>
    private string? looked;

    /// <summary>Why something older runs than was decided, for people; null where it does not.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Before anything is served: what was published last, and where nothing was, the files; these are kept, so that whoever is in the middle of them when they change can finish.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var newest = await sets.FindNewestAsync(cancellationToken);
        var files = newest?.Set is null ? newest : null;
        if (newest?.Set is not null)
        {
            foreach (var publication in await sets.ListAsync(before: null, LookedBack, cancellationToken))
            {
                if (publication.Set is null)
                {
                    files = publication;
                    break;
                }

                if (await TryRunAsync(publication, cancellationToken))
                {
                    seen = newest.Id;
                    return;
                }
            }
        }

        looked = folder.Look();
        await RunFilesAsync(folder.ReadToRun(), files, cancellationToken);
        seen = newest?.Id ?? 0;
    }

    /// <summary>One look at the number of the last decision; all else only where it is another one.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await oneByOne.WaitAsync(cancellationToken);
        try
        {
            if (await sets.FindNewestAsync(cancellationToken) is { } newest && newest.Id != seen)
            {
                var isFollowed = await FollowAsync(newest, cancellationToken) || ++tries >= MostTries;
                (seen, tries) = isFollowed ? (newest.Id, 0) : (seen, tries);
            }
            else if (options.FollowsFlowFiles && library.Running.Source == FlowSource.Files)
            {
                await FollowFilesAsync(cancellationToken);
            }
        }
        finally
        {
            oneByOne.Release();
        }
    }

    public void Dispose() => oneByOne.Dispose();

    /// <returns>False: a disk could not be read just now, so that it has to be tried once more.</returns>
    private async Task<bool> FollowAsync(Publication newest, CancellationToken cancellationToken)
    {
        if (newest.Set is not null)
        {
            await TryRunAsync(newest, cancellationToken);
            return true;
        }

        var look = folder.Look();
        var read = await folder.ReadAsync(cancellationToken);
        await TryRunFilesAsync(read, newest, cancellationToken);
        looked = look;
        return !read.Problems.Any(problem => problem.Code == FlowProblem.Unreadable);
    }

    /// <summary>A change that comes between the look and the reading is another look the next time.</summary>
    private async Task FollowFilesAsync(CancellationToken cancellationToken)
    {
        var look = folder.Look();
        if (look != looked)
        {
            await TryRunFilesAsync(await folder.ReadAsync(cancellationToken), library.Running.Publication, cancellationToken);
            looked = look;
        }
    }

    /// <returns>False: this program cannot read it.</returns>
    private async Task<bool> TryRunAsync(Publication publication, CancellationToken cancellationToken)
    {
        var set = publication.Set!.Value;
        var files = await sets.ReadAsync(set, cancellationToken) ?? throw new InvalidOperationException($"Set {set} was decided on and is not there.");
        var read = await Task.Run(() => reader.Read(files, isDecided: true), cancellationToken);
        if (read.Flows is null)
        {
            var errors = read.Problems.Count(problem => problem.Severity == FlowSeverity.Error);
            Trouble = Trouble is not null && !library.IsOpen ? Trouble : $"this program cannot read publication {publication.Id} (set {set}, {errors} errors); what ran before runs on";
            CannotBeRead(logger, publication.Id, set, errors);
            Tell(read);
            return false;
        }

        Run(new RunningFlows(read.Flows, read.Texts ?? folder.ReadTexts(), read.Files, set, publication), isBest: library.IsOpen || Trouble is null);
        Tell(read);
        return true;
    }

    private async Task TryRunFilesAsync(ReadFlows read, Publication? publication, CancellationToken cancellationToken)
    {
        if (read.Flows is not null)
        {
            await RunFilesAsync(read, publication, cancellationToken);
            return;
        }

        var errors = read.Problems.Count(problem => problem.Severity == FlowSeverity.Error);
        Trouble = $"the files of the flows cannot run ({errors} errors); what ran before runs on";
        if (told.SequenceEqual(read.Problems))
        {
            return;
        }

        told = read.Problems;
        FilesCannotRun(logger, errors);
        Tell(read);
    }

    private async Task RunFilesAsync(ReadFlows read, Publication? publication, CancellationToken cancellationToken)
    {
        var set = await sets.KeepAsync(read.Files, cancellationToken);

        // An older program may have counted their versions otherwise: conversations stand in what is kept.
        if (await sets.ReadAsync(set, cancellationToken) is { } kept && !kept.SequenceEqual(read.Files))
        {
            read = reader.Read(kept, isDecided: true);
        }

        told = [];
        Run(new RunningFlows(read.Flows!, read.Texts ?? folder.ReadTexts(), read.Files, set, publication), isBest: library.IsOpen || Trouble is null);
        Tell(read);
    }

    /// <param name="isBest">False: a start had to go back behind what was decided.</param>
    private void Run(RunningFlows flows, bool isBest)
    {
        // What runs from the start on is said where the program says what it is.
        var level = library.IsOpen ? LogLevel.Information : LogLevel.Debug;
        library.Run(flows);
        Trouble = isBest ? null : Trouble;
        Runs(logger, level, flows.Flows.All.Count(), flows.Set, flows.Source);
    }

    private void Tell(ReadFlows read)
    {
        foreach (var problem in read.Problems.OrderBy(problem => problem.Severity).Take(MostTold))
        {
            Action<ILogger, string> tell = problem.Severity == FlowSeverity.Error ? IsWrong : IsDoubtful;
            tell(logger, problem.ToString());
        }
    }

    [LoggerMessage(Message = "{Times} flows run, of set {FlowSet} ({Source})")]
    private static partial void Runs(ILogger logger, LogLevel level, int times, long flowSet, FlowSource source);

    [LoggerMessage(Level = LogLevel.Error, Message = "This program cannot read publication {Publication} of the flows (set {FlowSet}, {Times} errors); what ran before runs on")]
    private static partial void CannotBeRead(ILogger logger, long publication, long flowSet, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "The files of the flows cannot run ({Times} errors); what ran before runs on")]
    private static partial void FilesCannotRun(ILogger logger, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Finding}")]
    private static partial void IsWrong(ILogger logger, string finding);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Finding}")]
    private static partial void IsDoubtful(ILogger logger, string finding);
}
