using System.Text;
using System.Text.Unicode;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Parked;

/// <summary>One row with its body as it came, for whoever mends the reason why it is parked.</summary>
public sealed record GetInboxRow(long Row) : IQuery<Result<InboxRowDetails>>;

/// <param name="Text">The body, where it is a text at all.</param>
/// <param name="Base64">The body, where it is not UTF-8.</param>
public sealed record InboxRowDetails(InboxRowView Row, string? Text, string? Base64) : Personal;

internal sealed class GetInboxRowHandler(IParkedRows rows) : IRequestHandler<GetInboxRow, Result<InboxRowDetails>>
{
    public async Task<Result<InboxRowDetails>> Handle(GetInboxRow query, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(query.Row, cancellationToken) is not { } row)
        {
            return new InboxRowNotFound(query.Row);
        }

        var body = row.Body.Span;
        return Utf8.IsValid(body)
            ? new InboxRowDetails(row.View, Encoding.UTF8.GetString(body), null)
            : new InboxRowDetails(row.View, null, Convert.ToBase64String(body));
    }
}
