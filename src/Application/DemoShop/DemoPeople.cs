using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.DemoShop;

/// <summary>Who works in the demo shop: one of each role, and a second who answers.</summary>
internal static class DemoPeople
{
    public const string Meera = "meera@demo.example";
    public const string Tomas = "tomas@demo.example";

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("olu@demo.example", "Olu Adeyemi", Role.Administrator),
        new("clara@demo.example", "Clara Vogel", Role.Supervisor),
        new(Meera, "Meera Nair", Role.Agent),
        new(Tomas, "Tomás Rey", Role.Agent),
        new("ines@demo.example", "Inês Prado", Role.Viewer),
    ];
}

internal sealed record DemoPerson(string Email, string Name, Role Role) : Personal;
