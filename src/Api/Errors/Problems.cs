using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Errors;

/// <summary>How a refusal looks over HTTP (problem+json with a stable <c>code</c>). The only place where an error becomes a status.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ActionResult<T> Answer<T>(Result<T> result) =>
        result.Succeeded(out var value, out var error) ? new OkObjectResult(value) : From(error);

    /// <summary>It is stored, and happens in its turn.</summary>
    public static ActionResult<T> Accepted<T>(Result<T> result) =>
        result.Succeeded(out var value, out var error) ? new AcceptedResult((string?)null, value) : From(error);

    /// <summary>It is there from now on, at this address.</summary>
    public static ActionResult<T> Created<T>(Result<T> result, Func<T, string> location) =>
        result.Succeeded(out var value, out var error) ? new CreatedResult(location(value), value) : From(error);

    /// <summary>Done, and there is nothing to tell.</summary>
    public static ActionResult Done(Result result) => result.Error is { } error ? From(error) : new NoContentResult();

    public static ActionResult From(Error error)
    {
        var problem = Of(StatusOf(error), error.Code, error.Message);
        switch (error)
        {
            case InvalidError { Fields: var fields }:
                problem.Extensions["fields"] = fields.Select(field => new { field.Field, field.Problem });
                break;
            case ConversationTaken(_, var assignee, var assigneeId, var since):
                problem.Extensions["assignee"] = assignee;
                problem.Extensions["assigneeId"] = assigneeId;
                problem.Extensions["since"] = since;
                break;
            case ServiceWindowClosed { ClosedAt: var closedAt }:
                problem.Extensions["closedAt"] = closedAt;
                break;
            case FlowsInvalid(var problems, var count):
                problem.Extensions["findings"] = problems;
                problem.Extensions["findingCount"] = count;
                break;
            case PreconditionError { Version: var version }:
                problem.Extensions["version"] = version;
                break;
        }

        return new ProblemResult(problem, error is UnavailableError { RetryAfter: var wait } ? wait : null);
    }

    /// <summary>Too many wrong keys or passwords from one address.</summary>
    public static ActionResult TooMany(TimeSpan wait) => new ProblemResult(Of(StatusCodes.Status429TooManyRequests), wait);

    public static ProblemDetails Of(int status, string code, string? detail = null) => new()
    {
        Status = status,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    /// <summary>What the framework refused by itself, with no more than a status.</summary>
    public static ProblemDetails Of(int status) => Of(status, CodeOf(status), DetailOf(status));

    public static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(problem, options: null, ContentType, context.RequestAborted);
    }

    private static int StatusOf(Error error) => error switch
    {
        InvalidError or FlowsInvalid => StatusCodes.Status400BadRequest,
        NotAuthenticatedError => StatusCodes.Status401Unauthorized,
        ForbiddenError => StatusCodes.Status403Forbidden,
        PreconditionError => StatusCodes.Status412PreconditionFailed,
        NotFoundError => StatusCodes.Status404NotFound,
        ConflictError => StatusCodes.Status409Conflict,
        UnavailableError => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid",
        StatusCodes.Status401Unauthorized => "not_authenticated",
        StatusCodes.Status403Forbidden => "not_allowed",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        < StatusCodes.Status500InternalServerError => "refused",
        _ => "unexpected",
    };

    private static string? DetailOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Send a right key (\"Authorization: Bearer …\"), or sign in: POST /api/v1/session.",
        StatusCodes.Status403Forbidden => "Whoever has this key or session may not do this: it takes another role, or another scope of the key.",
        StatusCodes.Status404NotFound => "There is nothing here. /docs lists what there is.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than may be sent here.",
        StatusCodes.Status429TooManyRequests => "Too many wrong keys or passwords from this address. Wait as long as Retry-After says.",
        StatusCodes.Status503ServiceUnavailable => "Something that is needed does not answer. Try again.",
        StatusCodes.Status500InternalServerError => "This is a fault of the program; its log says more.",
        _ => null,
    };
}
