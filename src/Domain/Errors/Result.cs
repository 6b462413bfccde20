using System.Diagnostics.CodeAnalysis;

namespace WhatsAppSupport.Domain.Errors;

/// <summary>The outcome of a command that has nothing to tell but whether it was done.</summary>
public sealed class Result : IOutcome<Result>
{
    public static readonly Result Success = new(null);

    private Result(Error? error) => Error = error;

    public Error? Error { get; }

    public static Result Fail(Error error) => new(error);

    public static implicit operator Result(Error error) => Fail(error);
}

/// <summary>A value, or the refusal to give one.</summary>
public sealed class Result<T> : IOutcome<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Error? error) => (this.value, Error) = (value, error);

    public Error? Error { get; }

    /// <summary>The value; asking a failed result for it is a bug.</summary>
    public T Value => Error is null ? value! : throw new InvalidOperationException($"A failed result has no value ({Error.Code}).");

    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Error? error)
    {
        (result, error) = (value, Error);
        return error is null;
    }

    public static Result<T> Fail(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => Fail(error);
}
