using System.Globalization;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Flows;

/// <summary>
/// Decides which flows run from now on, in every process: what is given, an older set once more, or the files beside each process. What runs already is
/// not decided again.
/// </summary>
/// <param name="Files">Names and texts; null where one of the others is given.</param>
/// <param name="Set">The number of a set that was kept before.</param>
/// <param name="Expected">The number of the decision that whoever asks has seen; null = whichever.</param>
public sealed record PublishFlows(Actor By, IReadOnlyDictionary<string, string?>? Files, long? Set, bool FromFiles, string? Reason, long? Expected)
    : Personal, ICommand<Result<PublishReceipt>>, IAskedByPerson;

/// <param name="Running">What runs in the process that answers, and in all others within two seconds.</param>
/// <param name="IsChanged">False: that is what ran already, and nothing was done.</param>
/// <param name="Warnings">What is doubtful in it, at most <see cref="ListFlows.MaxErrors"/> of it.</param>
public sealed record PublishReceipt(RunningView Running, bool IsChanged, IReadOnlyList<FlowProblem> Warnings) : Personal, IVersioned
{
    long IVersioned.Version => Running.Publication;
}

internal sealed class PublishFlowsValidator : AbstractValidator<PublishFlows>
{
    public const int MostFiles = 5_000;
    private const int LongestReason = 500;
    private const int LongestName = 200;

    public PublishFlowsValidator()
    {
        RuleFor(command => command)
            .Must(command => new[] { command.Files is not null, command.Set is not null, command.FromFiles }.Count(isGiven => isGiven) == 1)
            .OverridePropertyName("files")
            .WithMessage("not one of three: give either \"files\" (names and their YAML), or \"set\" (the number of an older set), or \"fromFiles\": true");
        RuleFor(command => command.Files)
            .Must(files => files is null or { Count: > 0 and <= MostFiles })
            .OverridePropertyName("files")
            .WithMessage($"not 1 to {MostFiles} files: {{\"support.yaml\": \"flow_id: support\\n…\"}}");
        RuleFor(command => command.Files)
            .Must(files => files is null || files.Keys.All(IsName))
            .OverridePropertyName("files")
            .WithMessage("not only names of files: support.yaml for a flow, system/texts.yaml for the program's own texts");
        RuleFor(command => command.Files)
            .Must(files => files is null || files.Values.All(IsText))
            .OverridePropertyName("files")
            .WithMessage("not only texts that can be stored: one is missing, or has a NUL or half a character in it");
        RuleFor(command => command.Reason)
            .Must(reason => reason?.Length is > 0 and <= LongestReason && !string.IsNullOrWhiteSpace(reason) && IsText(reason))
            .OverridePropertyName("reason")
            .WithMessage($"not a text of 1 to {LongestReason} characters: why these flows run from now on, for whoever looks back");
    }

    /// <summary>As it lies in a folder: directly, or in that of the program's own files.</summary>
    private static bool IsName(string name)
    {
        var plain = name.StartsWith("system/", StringComparison.Ordinal) ? name["system/".Length..] : name;
        return name.Length <= LongestName && plain.EndsWith(".yaml", StringComparison.Ordinal) && plain.Length > ".yaml".Length
            && !plain.StartsWith('.') && !plain.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '/' or '\\');
    }

    private static bool IsText(string? text)
    {
        for (var index = 0; index < text?.Length; index++)
        {
            if (text[index] == '\0' || (char.IsSurrogate(text[index]) && !(index + 1 < text.Length && char.IsSurrogatePair(text[index], text[++index]))))
            {
                return false;
            }
        }

        return text is not null;
    }
}

internal sealed class PublishFlowsHandler(IFlowSets sets, IFlowReader reader, IFlowFolder folder, FlowLibrary library, FlowUpdates updates, TimeProvider clock)
    : IRequestHandler<PublishFlows, Result<PublishReceipt>>
{
    public async Task<Result<PublishReceipt>> Handle(PublishFlows command, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var seen = (await sets.FindNewestAsync(cancellationToken))?.Id;
        EndWhereLeft(began);
        if (await ReadAsync(command, cancellationToken) is not { } read)
        {
            return new FlowSetNotFound();
        }

        if (read.Flows is null)
        {
            return new FlowsInvalid([.. read.Problems.Take(ListFlows.MaxErrors)], read.Problems.Count);
        }

        var decided = await DecideAsync(command, read.Files, seen, began, cancellationToken);
        if (!decided.Succeeded(out var isChanged, out var refusal))
        {
            return refusal;
        }

        await updates.CatchUpAsync(cancellationToken);
        return new PublishReceipt(
            RunningView.Of(library.Running), isChanged, [.. read.Problems.Where(problem => problem.Severity == FlowSeverity.Warning).Take(ListFlows.MaxErrors)]);
    }

    /// <returns>Null: there is no such set.</returns>
    private async Task<ReadFlows?> ReadAsync(PublishFlows command, CancellationToken cancellationToken)
    {
        if (command.FromFiles)
        {
            return await folder.ReadAsync(cancellationToken);
        }

        var files = command.Set is { } set
            ? await sets.ReadAsync(set, cancellationToken)
            : [.. command.Files!.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new FlowText(file.Key, file.Value!))];
        return files is null ? null : await Task.Run(() => reader.Read(files, isDecided: false), cancellationToken);
    }

    /// <returns>Whether anything was decided that was not so already. Whoever comes second looks again at what the first has decided.</returns>
    /// <param name="seen">The newest decision when it was asked for.</param>
    /// <param name="began">When that was.</param>
    private async Task<Result<bool>> DecideAsync(PublishFlows command, IReadOnlyList<FlowText> files, long? seen, long began, CancellationToken cancellationToken)
    {
        while (true)
        {
            var newest = await sets.FindNewestAsync(cancellationToken);

            // In this order: whoever was quicker with the same files has kept them by now. Null: nobody has.
            var set = command.Set ?? await sets.FindKeptAsync(files, cancellationToken);
            if (RunsAlready(command, newest, set))
            {
                return false;
            }

            if (newest?.Id != seen)
            {
                EndWhereLeft(began);
            }

            if (command.Expected is { } expected && expected != (newest?.Id ?? 0))
            {
                return new VersionMismatch(newest?.Id ?? 0);
            }

            var isPublished = command.FromFiles || set is not null
                ? await PublishAsync(DecisionOf(command, newest, command.FromFiles ? null : set), cancellationToken)
                : await sets.PublishAsync(files, kept => DecisionOf(command, newest, kept), cancellationToken);
            if (isPublished)
            {
                return true;
            }
        }
    }

    /// <summary>Whoever was told that nothing answers may have decided otherwise since: that stays.</summary>
    private void EndWhereLeft(long began)
    {
        if (clock.GetElapsedTime(began) >= IAskedByPerson.Patience)
        {
            throw new TimeoutException("Nobody waits for it any more.");
        }
    }

    private Task<bool> PublishAsync((Publication Publication, AuditEntry Entry) decision, CancellationToken cancellationToken) =>
        sets.PublishAsync(decision.Publication, decision.Entry, cancellationToken);

    private (Publication Publication, AuditEntry Entry) DecisionOf(PublishFlows command, Publication? newest, long? set)
    {
        var publication = new Publication((newest?.Id ?? 0) + 1, set, clock.NowAsStored(), command.By.Kind, command.By.Id, command.By.Name, command.Reason!.Trim());
        return (publication, EntryOf(command.By, newest, publication));
    }

    /// <summary>Where files run, this process knows which: others may have other ones, and are told when these have changed.</summary>
    private bool RunsAlready(PublishFlows command, Publication? newest, long? set) => set is not null && (command.FromFiles
        ? newest?.Set is null && library.Running.Source == FlowSource.Files && library.Running.Set == set
        : newest?.Set == set);

    private static AuditEntry EntryOf(Actor by, Publication? before, Publication after) => new(
        by,
        "flows.published",
        SubjectKind.Flows,
        after.Id.ToString(CultureInfo.InvariantCulture),
        AuditFields.Of(("source", SourceOf(before)), ("set", before?.Set)),
        AuditFields.Of(("source", SourceOf(after)), ("set", after.Set), ("reason", after.Reason)));

    private static string SourceOf(Publication? publication) => publication?.Set is null ? "files" : "published";
}
