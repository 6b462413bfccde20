using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Api.Versions;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Api.Flows;

[ApiController]
[Route("api/v1/flows")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
public sealed class FlowsController(IMediator mediator) : ControllerBase
{
    /// <summary>A thousand flows of a few kilobytes.</summary>
    private const int LargestSet = 8 * 1024 * 1024;

    /// <summary>The flows that run, and where they come from; where that is files, whether these are still what runs, which are new, and what in them would stop the next start.</summary>
    /// <remarks>
    /// Files are read when the program starts: a change runs from the next start on. The folder is looked at anew for each answer, so that a change can be
    /// seen to be right before that. A folder that cannot be read is one of the errors. Where flows were published, files are not looked at.
    /// </remarks>
    [HttpGet]
    [Authorize(Permission.FlowsRead)]
    [ProducesResponseType<FlowList>(StatusCodes.Status200OK)]
    public async Task<ActionResult<FlowList>> List(CancellationToken cancellationToken) =>
        Problems.Answer(this.Told(await mediator.Send(new ListFlows(), cancellationToken)));

    /// <summary>One flow that runs, with the YAML that it was read from, and what is wrong in its file now.</summary>
    /// <param name="id">Its flow_id.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    [HttpGet("{id}")]
    [Authorize(Permission.FlowsRead)]
    [ProducesResponseType<FlowDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "flow_not_found")]
    public async Task<ActionResult<FlowDetails>> Get(string id, CancellationToken cancellationToken) =>
        Problems.Answer(this.Told(await mediator.Send(new GetFlow(id), cancellationToken)));

    /// <summary>Decides which flows run from now on, in every process within two seconds and without a restart: the given ones, an older set once more, or the files beside each process.</summary>
    /// <remarks>
    /// All of it is checked first, as the files are at a start; with an error in it nothing is changed. Whoever is in the middle of a flow finishes it as it
    /// was. What runs already is not published again. Where If-Match is not the number of the last decision any more, nothing is changed (412).
    /// </remarks>
    /// <param name="ifMatch">The ETag of what was read; without it, whatever was decided meanwhile.</param>
    [HttpPost(Name = "publishFlows")]
    [RequestSizeLimit(LargestSet)]
    [Authorize(Permission.FlowsPublish)]
    [ProducesResponseType<PublishReceipt>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, Problems.ContentType, Description = "invalid, flows_invalid: \"findings\" names all that is wrong with the files.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "flow_set_not_found")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, Problems.ContentType, Description = "version_mismatch")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType, Description = "too_large: the files may have 8 MiB together.")]
    public async Task<ActionResult<PublishReceipt>> Publish(
        PublishBody body, [FromHeader(Name = EntityVersion.IfMatch)] string? ifMatch, CancellationToken cancellationToken) =>
        EntityVersion.Parse(ifMatch).Succeeded(out var version, out var error)
            ? Problems.Answer(this.Told(await mediator.Send(
                new PublishFlows(User.ToActor(), body.Files, body.Set, body.FromFiles, body.Reason, version), cancellationToken)))
            : Problems.From(error);

    /// <summary>Who has decided which flows run, when and why; the newest first. Each set that was published can be published again.</summary>
    /// <param name="after">"next" of the page before, as it is.</param>
    /// <param name="limit">1 to 200.</param>
    [HttpGet("published", Name = "listPublications")]
    [Authorize(Permission.FlowsRead)]
    [ProducesResponseType<PublicationPage>(StatusCodes.Status200OK)]
    public async Task<ActionResult<PublicationPage>> ListPublished(
        string? after, int limit = PageLimit.Default, CancellationToken cancellationToken = default) =>
        Problems.Answer(await mediator.Send(new ListPublications(after, limit), cancellationToken));

    /// <summary>One of these decisions, with the files that were published by it.</summary>
    [HttpGet("published/{id:long}", Name = "getPublication")]
    [Authorize(Permission.FlowsRead)]
    [ProducesResponseType<PublicationDetails>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problems.ContentType, Description = "publication_not_found")]
    public async Task<ActionResult<PublicationDetails>> GetPublished(long id, CancellationToken cancellationToken) =>
        Problems.Answer(await mediator.Send(new GetPublication(id), cancellationToken));
}

/// <summary>One of files, set and fromFiles; and why.</summary>
/// <param name="Files">Names and the YAML in them: all flows, and the program's own texts where they are not to be those of the folder. What is not among them does not run any more.</param>
/// <param name="Set">The number of a set that was published before, or ran from files.</param>
/// <param name="FromFiles">True: each process reads the files beside it again, now and at each start.</param>
/// <param name="Reason">For whoever looks back: 1 to 500 characters.</param>
public sealed record PublishBody(
    IReadOnlyDictionary<string, string?>? Files = null, long? Set = null, bool FromFiles = false, string? Reason = null);
