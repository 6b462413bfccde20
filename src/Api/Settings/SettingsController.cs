using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Settings;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Settings;

[ApiController]
[Route("api/v1/settings")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class SettingsController(IMediator mediator) : ControllerBase
{
    /// <summary>Every setting as it is in effect since the start, where it comes from, and what the start warned of.</summary>
    /// <remarks>
    /// A secret is never shown: value is null and isSet says whether there is one; of DATABASE_URL and REDIS_URL the value says what kind of server it is.
    /// Addresses are shown without their query, and not at all with a user in them. Settings are changed in the environment, and take effect with the next start.
    /// </remarks>
    [HttpGet]
    [Authorize(Permission.SettingsRead)]
    [ProducesResponseType<SettingsInEffect>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SettingsInEffect>> List(CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new ListSettings(), cancellationToken));
}
