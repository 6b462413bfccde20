using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Documentation;

/// <summary>Puts an example to each body and each answer, and the answers into the order of their statuses.</summary>
internal sealed partial class OperationExamples(ExampleShelf shelf) : IOpenApiOperationTransformer
{
    private static readonly string[] Later =
        [StatusCodes.Status429TooManyRequests.ToString(CultureInfo.InvariantCulture), StatusCodes.Status503ServiceUnavailable.ToString(CultureInfo.InvariantCulture)];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var api = context.Description;
        if (api.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body) is { } body)
        {
            Show(operation.RequestBody?.Content, shelf.Of(body.Type));
        }

        var answers = operation.Responses ?? [];
        foreach (var declared in api.SupportedResponseTypes)
        {
            var status = declared.StatusCode.ToString(CultureInfo.InvariantCulture);
            if (answers.TryGetValue(status, out var answer))
            {
                Show(answer.Content, ExampleOf(api, declared));
            }
        }

        operation.Responses = [];
        foreach (var (status, answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            operation.Responses.Add(status, Later.Contains(status) ? WithRetryAfter(answer) : answer);
        }

        return Task.CompletedTask;
    }

    private JsonNode? ExampleOf(ApiDescription api, ApiResponseType declared) => declared.Type is null || declared.Type == typeof(void) ? null
        : declared.Type == typeof(Problem) ? shelf.Write(ProblemOf(api, declared))
        : shelf.Of(declared.Type);

    /// <summary>With the first code that the description names.</summary>
    private static Problem ProblemOf(ApiDescription api, ApiResponseType declared)
    {
        var usual = Problems.Of(declared.StatusCode);
        var usualCode = (string)usual.Extensions["code"]!;
        var code = Code().Match(declared.Description ?? "") is { Success: true, Value: var named } ? named : usualCode;
        return new Problem(declared.StatusCode, usual.Title!, code)
        {
            Detail = code == usualCode ? usual.Detail : null,
            Fields = declared.StatusCode == StatusCodes.Status400BadRequest && FieldOf(api) is { } field ? [field] : null,
        };
    }

    private static FieldError? FieldOf(ApiDescription api) =>
        api.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Query) is { Name: var asked } ? new FieldError(asked, "what is wrong with it, and what a right value looks like")
        : api.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body) is { ModelMetadata.Properties: [{ PropertyName: { } property }, ..] }
            ? new FieldError(JsonNamingPolicy.CamelCase.ConvertName(property), "what is wrong with it, and what a right value looks like")
            : null;

    private static void Show(IDictionary<string, OpenApiMediaType>? content, JsonNode? example)
    {
        foreach (var media in (content ?? new Dictionary<string, OpenApiMediaType>()).Values)
        {
            media.Example = example?.DeepClone();
        }
    }

    private static IOpenApiResponse WithRetryAfter(IOpenApiResponse answer)
    {
        if (answer is OpenApiResponse own)
        {
            own.Headers ??= new Dictionary<string, IOpenApiHeader>();
            own.Headers[HeaderNames.RetryAfter] = new OpenApiHeader
            {
                Description = "Seconds to wait.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            };
        }

        return answer;
    }

    [GeneratedRegex("^[a-z_]+(?=$|[:, ])")]
    private static partial Regex Code();
}
