namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>What is known by name while a flow runs.</summary>
public interface IVariables
{
    /// <summary>Null when nothing is known by that name.</summary>
    string? Find(string name);
}
