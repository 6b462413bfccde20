using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Who wrote: a number, a business-scoped user id where Meta shows no number, or both.</summary>
internal sealed record Sender(PhoneNumber? Number, string? Bsuid)
{
    /// <summary>The first place with a good number counts: one that is masked or cut by a template does not hide another.</summary>
    public static FieldError? Problem(in Posted posted, out Sender sender)
    {
        var bsuid = (posted.Root[Field.Bsuid].Id() ?? posted.Message[Field.FromUserId].Id()) is { } id
            ? LongId.Fit(id, Customer.BsuidMaxLength)
            : null;
        sender = new Sender(
            NumberOf(posted.Root[Field.CustomerNumber]) ?? NumberOf(posted.Message[Field.From])
                ?? NumberOf(posted.Root[Field.From]) ?? NumberOf(posted.Root[Field.Mobile]),
            bsuid);
        if (sender is { Number: not null } or { Bsuid: not null })
        {
            return null;
        }

        if (posted.IsPlain)
        {
            return posted.Root[Field.From].IsFilled ? Problems.BadSender : Problems.NoSender;
        }

        return posted.Root[Field.CustomerNumber].IsFilled || posted.Message[Field.From].IsFilled || posted.Root[Field.From].IsFilled
            ? Problems.BadCustomer
            : Problems.NoCustomer;
    }

    public static PhoneNumber? NumberOf(JsonValue value) =>
        value.Text() is { } text && PhoneNumber.Parse(text).Succeeded(out var number, out _) ? number : null;
}
