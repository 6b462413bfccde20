namespace WhatsAppSupport.Application.Lanes;

/// <summary>Tells a broken world from a bad row.</summary>
public interface IFaults
{
    /// <summary>The database, the cache or a provider does not answer, or we are stopping: never the row's own fault.</summary>
    bool IsInfrastructure(Exception exception);
}
