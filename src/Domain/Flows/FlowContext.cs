using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What a flow may use of the world around it, and the texts for what its author left out.</summary>
/// <param name="UserName">Fills <c>{user_name}</c>.</param>
/// <param name="AskAgain">Said when a choice fits nothing.</param>
/// <param name="AskInWords">Said when a picture or voice note comes where words are wanted.</param>
/// <param name="HandOver">Said when a person is asked for.</param>
public sealed record FlowContext(string? UserName, string AskAgain, string AskInWords, string HandOver) : Personal;
