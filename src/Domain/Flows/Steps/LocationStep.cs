using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Shows a place on the map, and goes on.</summary>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="Longitude">Degrees, -180 to 180.</param>
/// <param name="Text">Said before it.</param>
public sealed record LocationStep(double Latitude, double Longitude, FlowText? Name = null, FlowText? Address = null, FlowText? Text = null) : Step
{
    internal override StepUse Use => new() { Texts = StepUse.TextsOf(("text", Text), ("name", Name), ("address", Address)) };
}
