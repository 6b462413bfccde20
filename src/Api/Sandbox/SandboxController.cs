using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Api.Sandbox;

[ApiController]
[Route("api/v1/sandbox/messages")]
[SandboxOnly]
public sealed class SandboxController(ISandboxMessages messages) : ControllerBase
{
    /// <summary>What would have been sent to a customer, oldest first. In the sandbox only, from this machine only.</summary>
    /// <param name="phone">The customer's number with the country code.</param>
    [HttpGet]
    [ProducesResponseType<IReadOnlyList<SandboxMessage>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
    public ActionResult<IReadOnlyList<SandboxMessage>> List(string? phone) =>
        PhoneNumber.Parse(phone).Succeeded(out var number, out var error) ? Ok(messages.For(number.Digits)) : Problems.From(error);
}
