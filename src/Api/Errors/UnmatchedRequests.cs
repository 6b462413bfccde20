namespace WhatsAppSupport.Api.Errors;

/// <summary>
/// Answers what no route fits before sign-in is asked for: everything else is refused by default, and a misspelt path should
/// be called a 404, not a 401.
/// </summary>
internal static class UnmatchedRequests
{
    public static IApplicationBuilder UseUnmatchedRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;

            // Routing's own answers (405, 415) are endpoints without a route.
            case not RouteEndpoint and { RequestDelegate: { } answer }:
                return answer(context);

            default:
                return next(context);
        }
    });
}
