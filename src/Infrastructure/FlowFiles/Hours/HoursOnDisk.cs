using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Hours;

/// <summary>The file of business hours: as the next start would find it, and as it may come with published flows. Without one a business is always open.</summary>
internal sealed class HoursOnDisk(string flowsPath) : IFileBesideFlows, ISystemFile
{
    private readonly string path = Path.Combine(flowsPath, HoursFile.Name);

    public string Name => HoursFile.Name;

    public IReadOnlyList<FlowFileError> FindErrors() => Read().Errors;

    public IReadOnlyList<FlowFileError> ErrorsIn(string text)
    {
        var findings = new FileFindings(HoursFile.Name);
        HoursFile.Parse(text, findings);
        return findings.Errors;
    }

    /// <exception cref="FlowFilesInvalidException">Something in it is wrong; it names everything at once.</exception>
    public BusinessHours ReadToRun() => Read() is var (hours, errors) && errors.Count == 0 ? hours : throw new FlowFilesInvalidException(errors);

    /// <summary>For a set that has none of its own: those of the folder where they are right, and what is wrong with them where they are not.</summary>
    public (BusinessHours Hours, IReadOnlyList<FlowFileError> Errors) ReadOrAlways() => Read() is var (hours, errors) && errors.Count == 0 ? (hours, errors) : (BusinessHours.Always, errors);

    private (BusinessHours Hours, IReadOnlyList<FlowFileError> Errors) Read()
    {
        if (!File.Exists(path))
            return (BusinessHours.Always, []);
        var findings = new FileFindings(path);
        var hours = YamlFile.ReadText(path, findings) is { } text ? HoursFile.Parse(text, findings) : null;
        return (hours ?? BusinessHours.Always, findings.Errors);
    }
}
