using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Customers;

/// <summary>A page of customers, the newest first.</summary>
/// <param name="Name">Words that all occur in the name, in any order; null = whatever they are called.</param>
/// <param name="Phone">The whole number, written in any way; null = whatever it is.</param>
/// <param name="After">What the page before named as next; null = the first page.</param>
public sealed record ListCustomers(string? Name = null, string? Phone = null, string? After = null, int Limit = PageLimit.Default)
    : IQuery<Result<CustomerPage>>
{
    /// <summary>What a place belongs to.</summary>
    internal string List => $"customers\n{Name}";

    /// <summary>Nothing: it is asked for by a name or a number.</summary>
    public override string ToString() => nameof(ListCustomers);
}

/// <param name="Next">Ask with it as <c>after</c> for what follows; null at the end.</param>
public sealed record CustomerPage(IReadOnlyList<CustomerView> Customers, string? Next) : Personal;

internal sealed class ListCustomersValidator : AbstractValidator<ListCustomers>
{
    public ListCustomersValidator()
    {
        RuleFor(query => query.Name)
            .Must(name => name is null || name.Length is > 0 and <= SearchWords.AskedMaxLength)
            .OverridePropertyName("q")
            .WithMessage($"not something to search for: whole words of a name, 1 to {SearchWords.AskedMaxLength} characters");
        RuleFor(query => query.Phone)
            .Must(phone => phone is null || PhoneNumber.Parse(phone).Error is null)
            .OverridePropertyName("phone")
            .WithMessage($"not a phone number: the whole number, {PhoneNumber.MinLength} to {PhoneNumber.MaxLength} digits with the country code, such as 919811112222");
        RuleFor(query => query.Phone)
            .Must((query, phone) => phone is null || (query.Name is null && query.After is null))
            .OverridePropertyName("phone")
            .WithMessage("finds one customer at most: it goes with neither \"q\" nor \"after\"");
        RuleFor(query => query.After)
            .Must((query, after) => after is null || Place.TryParse(after, query.List) is not null)
            .OverridePropertyName("after")
            .WithMessage(Place.Expected);
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, PageLimit.Max)
            .OverridePropertyName("limit")
            .WithMessage(PageLimit.Expected);
    }
}

internal sealed class ListCustomersHandler(ICustomers customers, INameSearch names, ILookupHashes hashes) : IRequestHandler<ListCustomers, Result<CustomerPage>>
{
    public async Task<Result<CustomerPage>> Handle(ListCustomers query, CancellationToken cancellationToken)
    {
        if (query.Phone is { } phone)
        {
            var known = await customers.FindByPhoneAsync(hashes.OfPhone(PhoneNumber.Parse(phone).Value), cancellationToken);
            return new CustomerPage(known is null ? [] : [CustomerView.From(known)], null);
        }

        var found = await FindAsync(query, cancellationToken);
        return found.Count <= query.Limit
            ? new CustomerPage(found, null)
            : new CustomerPage([.. found.Take(query.Limit)], PlaceOf(found[query.Limit - 1]).ToText(query.List));
    }

    /// <summary>One more than is shown, to know whether anything follows.</summary>
    private async Task<IReadOnlyList<CustomerView>> FindAsync(ListCustomers query, CancellationToken cancellationToken)
    {
        var after = Place.TryParse(query.After, query.List);
        if (query.Name is not { } name)
        {
            return await customers.ListAsync(after, query.Limit + 1, cancellationToken);
        }

        var words = SearchWords.Of(name);
        return words.All.Count == 0 ? [] : await names.FindAsync(words, after, query.Limit + 1, cancellationToken);
    }

    private static Place PlaceOf(CustomerView last) => Place.Of(last.CreatedAt, last.Id);
}
