using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.UnitTests.Architecture;

/// <summary>Logs carry ids and numbers, never what a customer wrote or is known by.</summary>
public sealed partial class LogTests
{
    /// <summary>Whoever adds a name here has thought about what will stand in its place.</summary>
    private static readonly string[] Harmless =
    [
        "Choice", "Circuit", "Conversation", "ConversationId", "Decided", "Event", "Fault", "FlowSet", "IdCount", "Kind", "MessageId", "Method", "MicroDollars",
        "Milliseconds", "Model", "Outcome", "Part", "Path", "Publication", "Request", "RowId", "Rows", "Seconds", "Settled", "Slots", "Status", "Times", "Tokens", "Trace",
        "Warning", "Workers",
    ];

    /// <summary>Names that could stand for anything, in the places where they stand for a few fixed words.</summary>
    private static readonly string[] HarmlessHere =
    [
        "OpenRouterClient.LogFailed: Reason", "OpenRouterModel.LogKeyRefused: Reason", "HttpEscalationNotifier.LogNotTaken: Problem",
        "HttpAlertNotifier.LogNotTaken: Problem", "Msg91SendLog.LogNotAnswered: Problem", "Vault.IsUnreadable: Column", "Vault.IsUnreadable: Row",
        "InboxSeal.IsUnreadable: Row", "ClearRows.IsLeft: Column", "ClearRows.IsLeft: Row", "CustomerKeys.IsUnreadable: Column", "CustomerKeys.IsUnreadable: Row", "KeyRotation.IsLeft: Place",
        "FlowTurns.CannotGoOn: FlowId", "FlowTurns.CannotGoOn: Code", "FlowUpdates.IsWrong: Finding", "FlowUpdates.IsDoubtful: Finding", "FlowUpdates.Runs: Source",
    ];

    private static readonly (MethodInfo Method, LoggerMessageAttribute Log)[] Logs =
    [
        .. from layer in Repository.Layers
           from type in layer.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let log = method.GetCustomAttribute<LoggerMessageAttribute>()
           where log is not null
           select (method, log),
    ];

    [Fact]
    public void A_log_line_has_only_places_that_are_known_to_be_harmless()
    {
        Logs.Length.ShouldBeGreaterThan(15);
        var others = Logs.SelectMany(log => Place().Matches(log.Log.Message)
            .Select(match => match.Groups["name"].Value)
            .Where(name => !Harmless.Contains(name))
            .Select(name => $"{log.Method.DeclaringType!.Name}.{log.Method.Name}: {name}")
            .Where(place => !HarmlessHere.Contains(place)));

        others.ShouldBeEmpty();
    }

    [Fact]
    public void A_log_line_is_given_words_numbers_and_ids_and_no_whole_object()
    {
        var whole = Logs.SelectMany(log => log.Method.GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Where(type => type != typeof(ILogger) && !IsPlain(type))
            .Select(type => $"{log.Method.DeclaringType!.Name}.{log.Method.Name}: {type.Name}"));

        whole.ShouldBeEmpty();
    }

    [Fact]
    public void No_object_is_taken_apart_for_a_log()
    {
        Repository.Program.SelectMany(file => file.LinesWhere(line => line.Contains("\"{@") || line.Contains(" {@"))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_log_line_is_a_declared_one()
    {
        Repository.Program.SelectMany(file => file.LinesWhere(line => Direct().IsMatch(line))).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_of_the_program_writes_to_the_console_by_the_way()
    {
        Repository.Program.Where(file => file.Path != "src/DesignTime/Program.cs").SelectMany(file => file.LinesWhere(line => line.Contains("Console.Write"))).ShouldBeEmpty();
    }

    /// <summary>Numbers, words, and the ids of ours.</summary>
    private static bool IsPlain(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(Guid) || (plain.IsValueType && plain.Name.EndsWith("Id", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Direct();
}
