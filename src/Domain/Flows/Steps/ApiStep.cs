using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks another system over HTTP, outside of the conversation's transaction, and goes on when its answer is there.</summary>
/// <param name="Method">GET, POST, PUT, PATCH, DELETE or HEAD.</param>
/// <param name="Url">On a host of <c>FLOW_API_HOSTS</c> or <c>FLOW_PRIVATE_HOSTS</c>; what is filled in is percent-encoded.</param>
/// <param name="Save">Variables, and where in the answer's JSON their values stand.</param>
public sealed record ApiStep(string Method, TextTemplate Url, IReadOnlyList<KeyValuePair<string, JsonPath>> Save) : Step
{
    /// <summary>The variable that tells why a call failed, in the steps of <see cref="OnError"/>.</summary>
    public const string ErrorVariable = "error";

    internal const int Error = 0;

    public static readonly TimeSpan UsualTimeOut = TimeSpan.FromSeconds(10);

    public IReadOnlyList<KeyValuePair<string, TextTemplate>> Headers { get; init; } = [];

    /// <summary>Null: none.</summary>
    public ApiBody? Body { get; init; }

    /// <summary>Of one try.</summary>
    public TimeSpan AnswersWithin { get; init; } = UsualTimeOut;

    /// <summary>How often it is tried once more.</summary>
    public int Retry { get; init; }

    /// <summary>Null: a person is called in.</summary>
    public IReadOnlyList<Step>? OnError { get; init; }

    internal override bool Waits => true;

    public override bool AsksCustomer => false;

    internal override bool AwaitsAnswer => true;

    internal override IReadOnlyList<StepBlock> Blocks => OnError is null ? [] : [new("on_error", OnError)];

    internal override StepUse Use => new()
    {
        Expressions =
        [
            .. Url.Expressions.Select(expression => ("url", expression)),
            .. Headers.SelectMany(header => header.Value.Expressions.Select(expression => ($"headers.{header.Key}", expression))),
            .. (Body?.Expressions ?? []).Select(expression => ("body", expression)),
        ],
        Sets = [.. Save.Select(one => (one.Key, ValueKinds.Anything)), (ErrorVariable, ValueKinds.Text)],
    };
}
