namespace WhatsAppSupport.Application.Health;

/// <summary>Something that must, or should, work for messages to be answered.</summary>
public interface IHealthPart
{
    /// <summary>Short and stable, such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>May throw: that counts as down.</summary>
    ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken);
}

/// <param name="Detail">For a person; no address, no secret.</param>
public sealed record PartHealth(PartState State, string? Detail = null)
{
    public static readonly PartHealth Up = new(PartState.Up);
}

public enum PartState
{
    Up,

    /// <summary>Slower or less, but nothing is lost: still ready to serve.</summary>
    Degraded,

    /// <summary>Not ready to serve.</summary>
    Down,
}
