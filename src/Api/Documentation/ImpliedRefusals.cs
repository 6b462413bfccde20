using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>
/// Adds the refusals that an endpoint's metadata implies to those that its controller declares, and gives all of them the one shape
/// that they have (<see cref="Problem"/>).
/// </summary>
internal sealed class ImpliedRefusals(IModelMetadataProvider types) : IApiDescriptionProvider
{
    private static readonly BindingSource[] Asked = [BindingSource.Query, BindingSource.Header];

    /// <summary>After the framework has looked at the actions.</summary>
    public int Order => -800;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var api in context.Results)
        {
            foreach (var status in StatusesOf(api).Except(api.SupportedResponseTypes.Select(answer => answer.StatusCode)).ToList())
            {
                api.SupportedResponseTypes.Add(Refusal(status));
            }

            foreach (var answer in api.SupportedResponseTypes.Where(answer => answer.Type == typeof(ProblemDetails)))
            {
                (answer.Type, answer.ModelMetadata) = (typeof(Problem), types.GetMetadataForType(typeof(Problem)));
                answer.Description = WithCodes(answer.Description ?? DescriptionOf(answer.StatusCode), answer.StatusCode == StatusCodes.Status403Forbidden ? CodesOf(api) : []);
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
        // All is said before.
    }

    private static IEnumerable<int> StatusesOf(ApiDescription api)
    {
        var guards = api.ActionDescriptor.EndpointMetadata;
        var hasBody = api.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Body);
        var isAdmin = api.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        return
        [
            .. Where(isAdmin && (hasBody || api.ParameterDescriptions.Any(parameter => Asked.Contains(parameter.Source))), StatusCodes.Status400BadRequest),
            .. Where(guards.AsksWhoIsThere() || guards.OfType<LocalOrTokenAttribute>().Any(), StatusCodes.Status401Unauthorized),
            .. Where(CodesOf(api).Length > 0, StatusCodes.Status403Forbidden),
            .. Where(isAdmin && hasBody, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType),
            .. Where(isAdmin && (hasBody || guards.AsksWhoIsThere()), StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable),
        ];
    }

    /// <summary>Why somebody who is known may be refused, before the action is asked.</summary>
    private static string[] CodesOf(ApiDescription api)
    {
        var guards = api.ActionDescriptor.EndpointMetadata;
        string[] lacking = guards.PermissionsOf().Count > 0 ? ["not_allowed", "password_change_required"] : [];
        return guards.AsksWhoIsThere() && !Guards.IsSafe(api.HttpMethod) ? [.. lacking, "csrf_token_invalid"] : lacking;
    }

    private static string? WithCodes(string? description, string[] codes) =>
        string.Join(", ", new[] { description }.OfType<string>().Concat(codes.Where(code => description?.Contains(code, StringComparison.Ordinal) != true))) is { Length: > 0 } all ? all : null;

    private static int[] Where(bool isSo, params int[] statuses) => isSo ? statuses : [];

    private static ApiResponseType Refusal(int status) => new()
    {
        StatusCode = status,
        Type = typeof(ProblemDetails),
        ApiResponseFormats = { new ApiResponseFormat { MediaType = Problems.ContentType } },
    };

    /// <summary>The code, then what it means.</summary>
    private static string? DescriptionOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid: \"fields\" names each field at fault, what is wrong with it and what a right value looks like.",
        StatusCodes.Status401Unauthorized => "not_authenticated: nothing was shown that says who asks, or not the right thing.",
        StatusCodes.Status413PayloadTooLarge => "too_large: a body may have 1 MiB.",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type: a body is application/json.",
        StatusCodes.Status429TooManyRequests => "too_many_requests: Retry-After says when to come again.",
        StatusCodes.Status503ServiceUnavailable => "unavailable: something that is needed does not answer; Retry-After says when to come again.",
        _ => null,
    };
}
