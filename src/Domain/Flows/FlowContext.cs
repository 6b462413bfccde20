using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What a flow may use of the world around it, and the texts for what its author left out.</summary>
/// <param name="UserName">Fills <c>{user_name}</c>.</param>
/// <param name="AskAgain">Said when a choice fits nothing.</param>
/// <param name="AskInWords">Said when a picture or voice note comes where words are wanted.</param>
/// <param name="HandOver">Said when a person is asked for.</param>
public sealed record FlowContext(string? UserName, string AskAgain, string AskInWords, string HandOver) : Personal
{
    /// <summary>Said when what comes does not fit what is asked for, such as a number or a picture; null: as <see cref="AskInWords"/>.</summary>
    public string? AskToFit { get; init; }

    /// <summary>Names this turn and no other one of the conversation, and grows from turn to turn: the id of its inbox row.</summary>
    public long Turn { get; init; }

    public DateTimeOffset Now { get; init; }

    /// <summary>Those of the flows that decide.</summary>
    internal BusinessHours Hours { get; init; } = BusinessHours.Always;

    /// <summary>What the customer is spoken to in.</summary>
    public string? Language { get; init; }

    /// <summary>Whether nothing of this customer was ever heard before.</summary>
    public bool IsFirstMessage { get; init; }

    /// <summary>What is known of the customer and the conversation by names such as <c>customer.phone</c> and <c>conversation.department</c>.</summary>
    public Func<string, Value>? Facts { get; init; }

    /// <summary>Hears of each step that is come to, by its flow and its place in it (<c>3/else/0</c>), and changes nothing: for whoever wants to know which steps are talked through.</summary>
    public Action<string, string>? Entered { get; init; }

    internal Value Fact(string name) => name switch
    {
        "now" => new Value.Moment(Hours.Local(Now)),
        "hours.open" => Value.Of(Hours.IsOpenAt(Now)),
        "hours.next_opening" => Hours.NextOpening(Now) is { } next ? new Value.Moment(next) : Value.Nothing,
        "user_name" or "customer.name" => Value.Of(UserName),
        "customer.language" => Value.Of(Language),
        _ => Facts?.Invoke(name) ?? Value.Nothing,
    };
}
