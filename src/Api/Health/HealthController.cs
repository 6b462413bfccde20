using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Api.Health;

[ApiController]
[Route("health")]
public sealed class HealthController(HealthReports reports) : ControllerBase
{
    private static readonly HealthAnswer Up = new(PartState.Up);
    private static readonly HealthAnswer Down = new(PartState.Down);

    /// <summary>The process is up.</summary>
    [HttpGet("live")]
    [HttpHead("live")]
    [AllowAnonymous]
    public HealthAnswer Live() => Up;

    /// <summary>Ready to serve: 200, or 503 while something that is needed is down, and once the process is stopping.</summary>
    [HttpGet("ready")]
    [HttpHead("ready")]
    [AllowAnonymous]
    [ProducesResponseType<HealthAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<HealthAnswer>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<ActionResult<HealthAnswer>> Ready(IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var isReady = !lifetime.ApplicationStopping.IsCancellationRequested
            && (await reports.AskAsync(cancellationToken)).Status != PartState.Down;
        return isReady ? Up : StatusCode(StatusCodes.Status503ServiceUnavailable, Down);
    }

    /// <summary>Each part by itself.</summary>
    [HttpGet]
    [LocalOrToken]
    [ProducesResponseType<HealthReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<HealthReport>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<ActionResult<HealthReport>> Parts(CancellationToken cancellationToken)
    {
        var report = await reports.AskAsync(cancellationToken);
        return report.Status == PartState.Down ? StatusCode(StatusCodes.Status503ServiceUnavailable, report) : report;
    }
}

/// <summary>What everybody may know.</summary>
public sealed record HealthAnswer(PartState Status);
