namespace WhatsAppSupport.Domain.Errors;

/// <summary>A refusal: something a customer, an agent or a caller can cause. Bugs and broken infrastructure are exceptions.</summary>
/// <param name="Code">Stable, snake_case; programs may act on it.</param>
/// <param name="Message">One sentence for a person: what is wrong and what a right value looks like. Never personal data.</param>
public abstract record Error(string Code, string Message);

/// <summary>The request itself is not well-formed.</summary>
public record InvalidError(string Code, string Message, IReadOnlyList<FieldError> Fields) : Error(Code, Message)
{
    public InvalidError(IReadOnlyList<FieldError> fields)
        : this("invalid", string.Join("; ", fields.Select(field => field.ToString())), fields)
    {
    }
}

/// <summary>One field at fault: which, what is wrong, what a right value looks like.</summary>
public sealed record FieldError(string Field, string Problem)
{
    public override string ToString() => $"{Field}: {Problem}";
}

/// <summary>What was asked for does not exist.</summary>
public record NotFoundError(string Code, string Message) : Error(Code, Message);

/// <summary>What was asked for does not fit the state that things are in.</summary>
public record ConflictError(string Code, string Message) : Error(Code, Message);

/// <summary>Whoever asks is known, and may not do this.</summary>
public record ForbiddenError(string Code, string Message) : Error(Code, Message);

/// <summary>What was asked for holds only for a version that is not the present one any more.</summary>
/// <param name="Version">The present one.</param>
public record PreconditionError(string Code, string Message, long Version) : Error(Code, Message);

/// <summary>Not now: something that is needed does not answer. The same request may succeed later.</summary>
public record UnavailableError(string Code, string Message, TimeSpan RetryAfter) : Error(Code, Message);
