using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>What is known by name while a flow runs.</summary>
public interface IVariables
{
    /// <summary>Nothing, when nothing is known by that name.</summary>
    Value Find(string name);
}
