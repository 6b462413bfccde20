using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Shows a picture, a document, a sound or a film, and goes on.</summary>
/// <param name="Kind">Image, document, audio or video.</param>
/// <param name="Url">Where WhatsApp fetches it: https.</param>
/// <param name="Caption">Said with it; before it, where a sound has none.</param>
/// <param name="FileName">What a document is called.</param>
public sealed record MediaStep(MessageType Kind, FlowText Url, FlowText? Caption = null, FlowText? FileName = null) : Step
{
    internal override StepUse Use => new() { Texts = StepUse.TextsOf(("caption", Caption), ("file_name", FileName)), InnerTexts = [("url", Url)] };
}
