using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Flows;

/// <summary>One decision, with the files that were published by it.</summary>
public sealed record GetPublication(long Id) : IQuery<Result<PublicationDetails>>;

/// <param name="Files">In the order of their names; none where it was decided that the files beside each process run.</param>
public sealed record PublicationDetails(PublicationView Publication, IReadOnlyList<FlowText> Files) : Personal;

/// <inheritdoc cref="Publication"/>
public sealed record PublicationNotFound()
    : NotFoundError("publication_not_found", "There is no publication with this number. /api/v1/flows/published lists those that there are.");

internal sealed class GetPublicationHandler(IFlowSets sets, FlowLibrary library) : IRequestHandler<GetPublication, Result<PublicationDetails>>
{
    public async Task<Result<PublicationDetails>> Handle(GetPublication query, CancellationToken cancellationToken) =>
        await sets.FindAsync(query.Id, cancellationToken) is { } publication
            ? new PublicationDetails(
                PublicationView.Of(publication, library.Running),
                publication.Set is { } set ? await sets.ReadAsync(set, cancellationToken) ?? [] : [])
            : new PublicationNotFound();
}
