using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Checks;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads all flows of a folder.</summary>
public static class FlowFileReader
{
    private const int Many = 50;

    /// <summary>Every <c>*.yaml</c> directly in the folder is one flow.</summary>
    /// <exception cref="FlowFilesInvalidException">Something in them cannot run; it names everything at once.</exception>
    public static FlowSet Read(string directory) => ReadAll(directory).ToFlows();

    /// <summary>The same for whoever wants to know what is wrong, and goes on.</summary>
    /// <param name="hosts">Which hosts flows may ask; null: that is not judged here.</param>
    public static FlowFileSet ReadAll(string directory, AllowedHosts? hosts = null)
    {
        try
        {
            if (!Directory.Exists(directory))
                return Refused(directory, "is no folder; set FLOWS_PATH to the folder that holds the flows");
            var files = Directory.EnumerateFiles(directory, "*.yaml").Order(StringComparer.Ordinal).ToList();
            return files.Count > 0
                ? ReadTogether(ReadEach(files, file => new FlowReader(file)), hosts)
                : Refused(directory, "holds no flow; each flow is a file such as support.yaml directly in it (not .yml)");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refused(directory, $"cannot be read: {Refusal.Of(error)}");
        }
    }

    /// <summary>The same for flows that lie in no folder.</summary>
    /// <param name="hosts">As above.</param>
    /// <param name="hostsStop">Whether flows that ask other hosts do not run; otherwise that is only doubtful.</param>
    public static FlowFileSet ReadTexts(IReadOnlyCollection<FlowText> files, AllowedHosts? hosts = null, bool hostsStop = true) => files.Count > 0
        ? ReadTogether(ReadEach(files, file => new FlowReader(file)), hosts, hostsStop)
        : new FlowFileSet([], [new FlowFileError("", 0, "", "there is no flow; each flow is a file such as support.yaml (not .yml)")]);

    /// <summary>Each by itself, and where there are many, on all processors.</summary>
    private static List<FlowReader> ReadEach<T>(IReadOnlyCollection<T> files, Func<T, FlowReader> read) => files.Count < Many
        ? [.. files.Select(read)]
        : [.. files.AsParallel().AsOrdered().Select(read)];

    private static FlowFileSet ReadTogether(List<FlowReader> readers, AllowedHosts? hosts, bool hostsStop = true)
    {
        var flows = new Dictionary<string, string>(StringComparer.Ordinal);
        var messages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reader in readers)
        {
            reader.RefuseRepeatedId(flows);
            reader.RefuseRepeatedTriggers(messages);
        }

        foreach (var reader in readers)
        {
            reader.RefuseUnknownTargets(flows.Keys);
            if (hosts is not null)
                reader.JudgeHosts(address => ProblemOf(address, hosts), hostsStop);
        }

        LookThrough(readers);

        return new FlowFileSet(
            readers.ConvertAll(reader => new FlowFile(reader.File, reader.FlowId, reader.Version, reader.Text, reader.Flow)),
            [.. readers.SelectMany(reader => reader.Errors.OrderBy(error => error.Line))]);
    }

    private static string? ProblemOf(Uri address, AllowedHosts hosts) =>
        HostName.Read(address.IdnHost) is { } host && hosts.ReachOf(address.Scheme, host, address.Port) != Reach.None
            ? null
            : $"{address.GetLeftPart(UriPartial.Authority)} may not be asked; put its host into FLOW_API_HOSTS, by https, or into FLOW_PRIVATE_HOSTS where it is in your own network";

    /// <summary>Where all of them can run, for what is doubtful in how they go together.</summary>
    private static void LookThrough(List<FlowReader> readers)
    {
        if (readers.Exists(reader => reader.Flow is null || reader.Errors.Count > 0))
            return;
        var readerOf = readers.ToDictionary(reader => reader.Flow!);
        foreach (var finding in FlowChecks.Of([.. readerOf.Keys]))
            readerOf[finding.Flow].Add(finding);
    }

    private static FlowFileSet Refused(string directory, string problem) =>
        new([], [new FlowFileError(Path.GetFullPath(directory), 0, "", problem)]);
}
