using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Api.Customers;

[ApiController]
[Route("api/v1/customers")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class CustomersController(IMediator mediator) : ControllerBase
{
    /// <summary>Customers, the newest first.</summary>
    /// <param name="q">Whole words that all occur in the name, in any order; a name is found about a second after it was given.</param>
    /// <param name="phone">The whole number, written in any way: +91 98111-12222.</param>
    /// <param name="after">"next" of the page before, as it is, with the same q.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet]
    [Authorize(Permission.CustomersRead)]
    [ProducesResponseType<CustomerPage>(StatusCodes.Status200OK)]
    public async Task<ActionResult<CustomerPage>> List(
        string? q, string? phone, string? after, int limit = PageLimit.Default, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListCustomers(q, phone, after, limit), cancellationToken));

    /// <summary>One customer with their newest conversations, at most 50; the header ETag tells their version.</summary>
    [HttpGet("{id:guid}")]
    [Authorize(Permission.CustomersRead)]
    [ProducesResponseType<CustomerDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "customer_not_found")]
    public async Task<ActionResult<CustomerDetails>> Get(Guid id, CancellationToken cancellationToken) =>
        Problems.Answer(this.Told(await mediator.Send(new GetCustomer(new CustomerId(id)), cancellationToken)));

    /// <summary>Changes what is named, and nothing else; it counts from the customer's very next message on.</summary>
    /// <remarks>A name that is set stays, whatever WhatsApp calls the customer. A language is spoken at once in what is going on. An inactive customer is not answered. Where If-Match is not the present version any more, nothing is changed (412).</remarks>
    /// <param name="ifMatch">The ETag of what was read; without it, whichever version.</param>
    [HttpPatch("{id:guid}")]
    [Authorize(Permission.CustomersWrite)]
    [ProducesResponseType<CustomerView>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "customer_not_found")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "customer_moved_on")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
    public async Task<ActionResult<CustomerView>> Change(
        Guid id, CustomerPatch patch, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(new ChangeCustomer(User.ToActor(), new CustomerId(id), patch.Changes(), version), cancellationToken)))
            : Problems.From(error);

    /// <summary>Everything that is stored about a customer, as one JSON file to be handed to them.</summary>
    /// <remarks>It is written while it is read, so that its length is not told before. That it was asked for, and by whom, stands in the audit log.</remarks>
    [HttpGet("{id:guid}/export", Name = "exportCustomer")]
    [Authorize(Permission.CustomersExport)]
    [ProducesResponseType<CustomerFile>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "customer_not_found")]
    public async Task<ActionResult<CustomerFile>> Export(Guid id, CancellationToken cancellationToken)
    {
        var outcome = await mediator.Send(new ExportCustomer(User.ToActor(), new CustomerId(id)), cancellationToken);
        if (!outcome.Succeeded(out var export, out var error))
        {
            return Problems.From(error);
        }

        Response.Headers.ContentDisposition = $"attachment; filename=\"customer-{id}.json\"";
        return Ok(export);
    }

    /// <summary>Erases a customer for good: them, their conversations and messages, and whatever of the inbox is theirs or names them.</summary>
    /// <remarks>What waits to be sent is not sent any more; only what is on its way at this moment may still arrive. A repeat of what they have posted does not bring them back; what they write from now on makes a new customer. The audit log keeps who erased them and when, and nothing of theirs.</remarks>
    [HttpDelete("{id:guid}", Name = "eraseCustomer")]
    [Authorize(Permission.CustomersErase)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "customer_not_found: nobody has this id, or has it any more")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problems.ContentType, Description = "customer_moved_on")]
    public async Task<ActionResult> Erase(Guid id, CancellationToken cancellationToken) =>
        Problems.Done(await mediator.Send(new EraseCustomer(User.ToActor(), new CustomerId(id)), cancellationToken));
}
