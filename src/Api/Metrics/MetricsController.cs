using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;

namespace WhatsAppSupport.Api.Metrics;

[ApiController]
[Route("metrics")]
[LocalOrToken]
public sealed class MetricsController(MetricsPage page) : ControllerBase
{
    /// <summary>Metrics as Prometheus reads them.</summary>
    [HttpGet]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/plain")]
    public Task Get(CancellationToken cancellationToken)
    {
        Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return page.WriteAsync(Response.Body, cancellationToken);
    }
}
