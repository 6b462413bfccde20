using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Api.Sandbox;

[ApiController]
[Route("api/v1/sandbox/messages")]
[SandboxOnly]
public sealed class SandboxController(ISandboxMessages messages, IOpenTurns turns, TimeProvider clock) : ControllerBase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>What would have been sent to a customer, oldest first. In the sandbox only, from this machine only.</summary>
    /// <remarks>An answer that is on its way is waited for, so that it is there when it is asked for right after the message.</remarks>
    /// <param name="phone">The customer's number with the country code.</param>
    [HttpGet]
    [ProducesResponseType<IReadOnlyList<SandboxMessage>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "not_found: this is not the sandbox, or not this machine.")]
    public async Task<ActionResult<IReadOnlyList<SandboxMessage>>> List(string? phone, CancellationToken cancellationToken)
    {
        if (!PhoneNumber.Parse(phone).Succeeded(out var number, out var error))
        {
            return Problems.From(error);
        }

        var started = clock.GetTimestamp();
        while (turns.IsOpen(number) && clock.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }

        return Ok(messages.For(number.Digits));
    }
}
