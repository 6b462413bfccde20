using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows.Checks;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>What kinds of finding there are in files of flows, besides those of <see cref="FlowDoubt"/>. Programs go by them: none is ever renamed.</summary>
public static class FindingCode
{
    /// <summary>The file or the folder cannot be read.</summary>
    public const string UnreadableFile = FlowProblem.Unreadable;

    /// <summary>It is no YAML, or none that is taken.</summary>
    public const string InvalidYaml = "invalid_yaml";

    public const string MissingField = "missing_field";

    public const string UnknownField = "unknown_field";

    /// <summary>A field's value is none that it can have.</summary>
    public const string InvalidField = "invalid_field";

    /// <summary>A step, a trigger, a check or an action of a kind that there is not.</summary>
    public const string UnknownKind = "unknown_kind";

    /// <summary>Two of one name.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>An expression, or a text with one in it, that cannot be read.</summary>
    public const string InvalidExpression = "invalid_expression";

    /// <summary>WhatsApp takes less.</summary>
    public const string TooLong = "too_long";

    public const string InvalidPattern = "invalid_pattern";

    /// <summary>A flow or a step that there is not.</summary>
    public const string UnknownTarget = "unknown_target";

    /// <summary>A step at which whoever is moved there would wait for nothing.</summary>
    public const string TargetAsksNothing = "target_asks_nothing";

    /// <summary>An address on a host that the settings do not allow.</summary>
    public const string HostNotAllowed = "host_not_allowed";

    /// <summary>So much is wrong in one file that the rest is not told.</summary>
    public const string TooManyFindings = "too_many_findings";
}
