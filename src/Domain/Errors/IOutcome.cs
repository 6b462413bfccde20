namespace WhatsAppSupport.Domain.Errors;

/// <summary>What every use case answers, so that a pipeline behavior can refuse without knowing the concrete answer.</summary>
public interface IOutcome
{
    /// <summary>Null when the use case succeeded.</summary>
    Error? Error { get; }
}

/// <inheritdoc />
public interface IOutcome<TSelf> : IOutcome
    where TSelf : IOutcome<TSelf>
{
    static abstract TSelf Fail(Error error);
}
