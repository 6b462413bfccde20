using System.Text;
using System.Text.RegularExpressions;
using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Customers;

/// <summary>A person changes what is known of a customer; it counts from the customer's very next message on.</summary>
/// <param name="Expected">The version that whoever asks has seen; null = whichever.</param>
public sealed record ChangeCustomer(Actor By, CustomerId Customer, CustomerChanges Changes, long? Expected = null)
    : ICommand<Result<CustomerView>>, IAskedByPerson;

internal sealed partial class ChangeCustomerValidator : AbstractValidator<ChangeCustomer>
{
    public ChangeCustomerValidator()
    {
        RuleFor(command => command.Changes.Name)
            .Must(name => name is not { Value: { } given } || (AskedText.IsPlain(given, Domain.Customers.Customer.NameMaxLength) && given.Trim() == given))
            .OverridePropertyName("name")
            .WithMessage($"not a name: 1 to {Domain.Customers.Customer.NameMaxLength} characters, without line breaks and without blanks around it; null for the one that WhatsApp tells");
        RuleFor(command => command.Changes.Language)
            .Must(language => language is not { Value: var given } || (given is not null && LanguageTag().IsMatch(given)))
            .OverridePropertyName("language")
            .WithMessage("not a language: a tag such as en, hi or pt-BR; it cannot be cleared");
        RuleFor(command => command.Changes.Metadata)
            .Must(metadata => metadata is not { Value: { } given } || Encoding.UTF8.GetByteCount(given) <= MetadataText.MaxBytes)
            .OverridePropertyName("metadata")
            .WithMessage($"too long: a JSON object of at most {MetadataText.MaxBytes} bytes, or null for none");
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex LanguageTag();
}

internal sealed class ChangeCustomerHandler(ICustomers customers, ISessionStore sessions, TimeProvider clock)
    : IRequestHandler<ChangeCustomer, Result<CustomerView>>
{
    /// <summary>Each lost race is somebody else's change of the same customer.</summary>
    private const int MostTries = 10;

    public async Task<Result<CustomerView>> Handle(ChangeCustomer command, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await customers.FindAsync(command.Customer, cancellationToken) is not { } before)
            {
                return new CustomerNotFound(command.Customer);
            }

            if (command.Expected is { } expected && expected != before.Version)
            {
                return new VersionMismatch(before.Version);
            }

            var after = command.Changes.ApplyTo(before, clock.GetUtcNow());
            if (ReferenceEquals(after, before))
            {
                return CustomerView.From(before);
            }

            if (await customers.ChangeAsync(before, after, Entry(command, before, after), cancellationToken) is { } changed)
            {
                await ForgetAsync(after, changed.Numbers, cancellationToken);
                return CustomerView.From(after);
            }
        }

        return new CustomerMovedOn(command.Customer);
    }

    private static AuditEntry Entry(ChangeCustomer command, Customer before, Customer after)
    {
        var (was, became) = CustomerChanges.Told(before, after);
        return new AuditEntry(command.By, "customer.changed", SubjectKind.Customer, before.Id.ToString(), was, became);
    }

    /// <summary>
    /// Spares the next turn a look at what has moved on. A cache that never hears of it does no harm: its turn loses on the version, and is
    /// repeated from the database (docs/decisions/0012).
    /// </summary>
    private async Task ForgetAsync(Customer customer, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        LookupHash?[] lanes = [customer.PhoneHash, customer.BsuidHash];
        foreach (var (lane, number) in lanes.OfType<LookupHash>().SelectMany(lane => numbers.Select(number => (lane, number))))
        {
            await sessions.ForgetAsync(new SessionKey(lane, number), cancellationToken);
        }
    }
}
