using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>What a customer is known by and called, as the row holds it.</summary>
internal static class SealedCustomer
{
    private const string Phone = "customers.phone_number";
    private const string Bsuid = "customers.bsuid";
    private const string Name = "customers.name";
    private const string Metadata = "customers.metadata";

    public static bool IsSealed(this Customer stored) =>
        IsSealed(stored.PhoneNumber?.Digits, stored.Bsuid, stored.Name) || SealedText.IsSealed(stored.Metadata);

    public static bool IsSealed(string? phone, string? bsuid, string? name) =>
        SealedText.IsSealed(phone) || SealedText.IsSealed(bsuid) || SealedText.IsSealed(name);

    public static Customer Seal(this Cipher cipher, Customer customer) => Each(customer, cipher.Seal);

    public static Customer Open(this Cipher cipher, Customer stored) => Each(stored, cipher.Open);

    public static string OpenPhone(this Cipher cipher, Guid customer, string stored) => cipher.Open(Phone, customer, stored);

    public static string OpenBsuid(this Cipher cipher, Guid customer, string stored) => cipher.Open(Bsuid, customer, stored);

    public static string OpenName(this Cipher cipher, Guid customer, string stored) => cipher.Open(Name, customer, stored);

    /// <summary>Whether any value of it is stored in clear.</summary>
    public static bool IsInClear(this Customer stored)
    {
        var clearness = new Clearness();
        _ = Each(stored, clearness.Look);
        return clearness.Found;
    }

    private static Customer Each(Customer customer, Func<string, Guid, string, string> change)
    {
        var row = customer.Id.Value;
        return customer with
        {
            PhoneNumber = customer.PhoneNumber is { Digits: var digits } ? PhoneNumber.FromStored(change(Phone, row, digits)) : null,
            Bsuid = customer.Bsuid is { } bsuid ? change(Bsuid, row, bsuid) : null,
            Name = customer.Name is { } name ? change(Name, row, name) : null,
            Metadata = customer.Metadata is { } metadata ? change(Metadata, row, metadata) : null,
        };
    }
}
