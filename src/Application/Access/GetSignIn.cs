using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Access;

/// <summary>Who has a session, looked up with each request: what was changed about them holds at once, in every process.</summary>
public sealed record GetSignIn(SignInId Session) : IQuery<Result<SignedIn>>;

internal sealed class GetSignInHandler(ISignIns signIns) : IRequestHandler<GetSignIn, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(GetSignIn query, CancellationToken cancellationToken) =>
        await signIns.FindAsync(query.Session, cancellationToken) is { } found ? found : new NotAuthenticated();
}
