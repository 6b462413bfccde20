using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Session;

namespace WhatsAppSupport.Api.Access;

/// <summary>Who must change their password before anything else is told so.</summary>
internal sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Forbidden && context.SignedIn() is { MustChangePassword: true }
            ? Problems.WriteAsync(context, Problems.Of(
                StatusCodes.Status403Forbidden,
                "password_change_required",
                "This password was given to you by somebody else. Choose one of your own first: PUT /api/v1/session/password."))
            : usual.HandleAsync(next, context, policy, authorizeResult);
}
