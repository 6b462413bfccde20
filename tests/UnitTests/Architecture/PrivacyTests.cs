using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Flows.Answers;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Architecture;

/// <summary>
/// A record prints all that is in it. Each type of the inner layers is made with a canary in every text, number and list, and must
/// not sing when it is printed.
/// </summary>
public sealed class PrivacyTests
{
    private const string Canary = "919811112277";

    /// <summary>Their texts are the program's own or the business's, never a customer's.</summary>
    private static readonly string[] HoldNothingPersonal =
    [
        // Refusals in our own words, and flows as their author wrote them.
        "FieldError", "ExpressionError", "QuickReply", "HandOverRequest", "TextTemplate", "StepBlock", "StepMove", "Token", "Part", "ListSection", "ListRow", "TimeOut", "Choice", "StepUse", "Function", "FoundTrigger", "BusinessHours", "FlowFinding", "JsonPath",
        "FlowText", "ReadFlows", "FlowProblem", "FlowView", "NewFlowFile", "GetFlow", "FlowVersion", "ListPublications",

        // Settings, our own number, names of models, cursors, and what an agent asked for.
        "SupportOptions", "SessionKey", "LaneRow", "InboxEntry", "StoredEntry", "ModelUsage", "PartHealth", "Alert", "ListConversations", "CountConversations", "ListMessages", "AskedConversations", "ConversationFilter", "ConversationPage", "ListInboxRows", "InboxRowPage",
        "ListUndelivered", "UndeliveredPage",

        // What a checkup says of settings.
        "Finding", "CheckedPart",

        // Why a row was given up, by the name of the exception; whatever else is in them prints itself masked.
        "BuryInboxRow", "HandleInboundMessage", "HandleEscalationTimeout", "HandleGiveBack", "HandleResend", "HandleErasure", "HandleFlowTimer", "HandleFlowAnswer", "Turn", "Unreadable",
    ];

    /// <summary>Whole families of such types.</summary>
    private static readonly Type[] OfTheBusiness = [typeof(Error), typeof(Step), typeof(ReplyAction), typeof(Trigger), typeof(Expression), typeof(InputCheck), typeof(ApiBody), typeof(JsonForm)];

    public static TheoryData<string> Types => [.. Candidates.Keys];

    private static Dictionary<string, Type> Candidates { get; } = Repository.TypesOf(Repository.Domain)
        .Concat(Repository.TypesOf(Repository.Application))
        .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false, IsEnum: false, IsInterface: false } && PrintsItself(type))
        .Where(type => !HoldNothingPersonal.Contains(type.Name) && !OfTheBusiness.Any(kind => kind.IsAssignableFrom(type)))
        .ToDictionary(type => type.FullName!);

    [Theory]
    [MemberData(nameof(Types))]
    public void It_prints_nothing_that_a_customer_wrote_or_is_known_by(string type)
    {
        var made = Made(Candidates[type], depth: 0)!;

        made.ToString().ShouldNotBeNull().ShouldNotContain(Canary);
    }

    [Fact]
    public void What_holds_the_most_is_looked_at()
    {
        Type[] personal =
        [
            typeof(Customer), typeof(InboundMessage), typeof(Message), typeof(Reply), typeof(OutgoingMessage), typeof(UnsettledMessage), typeof(LoggedMessage), typeof(Evidence), typeof(ClaimedMessage), typeof(Session),
            typeof(Sender), typeof(ConversationView), typeof(MessageView), typeof(DeliveryReport), typeof(SandboxMessage), typeof(PhoneNumber),
        ];

        personal.ShouldBeSubsetOf(Candidates.Values);
    }

    [Fact]
    public void What_carries_a_message_inwards_is_masked_in_all_its_parts()
    {
        var command = (HandleInboundMessage)Made(typeof(HandleInboundMessage), depth: 0)!;
        var harmless = command with { Row = command.Row with { IntegratedNumber = "ours", TraceParent = null } };

        harmless.ToString().ShouldNotContain(Canary);
        harmless.Message.Text.ShouldBe(Canary);
    }

    [Fact]
    public void The_list_of_the_harmless_names_only_what_is_there()
    {
        var names = Repository.TypesOf(Repository.Domain).Concat(Repository.TypesOf(Repository.Application)).Select(type => type.Name).ToHashSet();

        HoldNothingPersonal.ShouldAllBe(name => names.Contains(name));
    }

    /// <summary>A record, or anything else with a ToString of its own.</summary>
    private static bool PrintsItself(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType is var declaring && declaring != typeof(object) && declaring != typeof(ValueType);

    private static object? Made(Type type, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? Canary
            : plain == typeof(ReadOnlyMemory<byte>) ? (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Canary)
            : plain.IsPrimitive || plain.IsEnum || depth > 6 ? plain.IsValueType ? RuntimeHelpers.GetUninitializedObject(plain) : null
            : plain == typeof(IReadOnlySet<string>) ? new HashSet<string> { Canary }
            : ElementOf(plain) is { } element ? ListOf(element, depth)
            : IsOurs(plain) ? Filled(FirstConcrete(plain), depth)
            : plain.IsValueType ? RuntimeHelpers.GetUninitializedObject(plain)
            : null;
    }

    private static object? Filled(Type? type, int depth)
    {
        if (type is null)
        {
            return null;
        }

        var made = RuntimeHelpers.GetUninitializedObject(type);
        for (var owner = type; owner is not null && owner != typeof(object); owner = owner.BaseType)
        {
            foreach (var field in owner.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                field.SetValue(made, Made(field.FieldType, depth + 1));
            }
        }

        return made;
    }

    private static Array ListOf(Type element, int depth)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Made(element, depth + 1), 0);
        return list;
    }

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsInterface && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var element] ? element
        : null;

    private static Type? FirstConcrete(Type type) => !type.IsAbstract
        ? type
        : type.Assembly.GetTypes().FirstOrDefault(candidate => !candidate.IsAbstract && !candidate.IsGenericTypeDefinition && type.IsAssignableFrom(candidate));

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("WhatsAppSupport", StringComparison.Ordinal) == true;
}
