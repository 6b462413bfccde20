using System.Text.Json;
using WhatsAppSupport.Api.Customers;
using WhatsAppSupport.Application.Customers;

namespace WhatsAppSupport.Api.Documentation.Examples;

internal sealed class CustomerExamples : IExamples
{
    public static readonly CustomerView Customer = new()
    {
        Id = Invented.CustomerId,
        Version = 2,
        Name = Invented.Customer,
        IsNamedByUs = true,
        Phone = Invented.Phone,
        Language = "en",
        IsActive = true,
        LastHeardAt = Invented.Morning,
        Metadata = Metadata,
        CreatedAt = Invented.Morning,
        UpdatedAt = Invented.Morning,
    };

    private static Dictionary<string, JsonElement> Metadata => new() { ["customerNumber"] = JsonSerializer.SerializeToElement("K-1047") };

    public IEnumerable<object> All =>
    [
        Customer,
        new CustomerPage([Customer], Next: null),
        new CustomerDetails(Customer, ConversationExamples.Window, [ConversationExamples.Conversation]),
        new CustomerPatch { Name = "Asha Rao", Language = "hi", Metadata = Metadata, IsActive = true },
    ];
}
