namespace WhatsAppSupport.Api.Settings;

/// <summary>The process cannot start, for a reason that whoever starts it can remove: printed as lines, without a stack trace.</summary>
public sealed class StartRefusedException(IReadOnlyList<string> lines, Exception? cause = null)
    : Exception(string.Join(Environment.NewLine, lines), cause)
{
    public StartRefusedException(string line, Exception? cause = null)
        : this([line], cause)
    {
    }

    public IReadOnlyList<string> Lines { get; } = lines;
}
