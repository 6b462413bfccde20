namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>A running process, as it last said that it lives.</summary>
public sealed class WorkerRecord
{
    public Guid Id { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
