using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>What would have been sent, had this not been the sandbox. Kept in memory, the newest of each number only.</summary>
public interface ISandboxMessages
{
    /// <param name="digits">The customer's number.</param>
    /// <returns>Oldest first.</returns>
    IReadOnlyList<SandboxMessage> For(string digits);

    /// <param name="address">A customer's number or user id, who was erased.</param>
    void Forget(string address);
}

/// <param name="Options">The titles of what can be tapped.</param>
public sealed record SandboxMessage(
    string Id, string To, string From, string Text, IReadOnlyList<string> Options, DateTimeOffset SentAt) : Personal
{
    public MessageType Type { get; init; }

    /// <summary>What can be tapped, where it is shown as a list; null: it is shown as buttons, or there is nothing.</summary>
    public SandboxList? List { get; init; }

    /// <summary>The picture, document, sound or film that is shown above the text; null: none.</summary>
    public SandboxMedia? Media { get; init; }

    /// <summary>The place on the map that is shown; null: none.</summary>
    public SandboxLocation? Location { get; init; }
}

/// <param name="Button">Opens it.</param>
public sealed record SandboxList(string Button, IReadOnlyList<SandboxSection> Sections) : Personal;

public sealed record SandboxSection(string Title, IReadOnlyList<SandboxRow> Rows) : Personal;

public sealed record SandboxRow(string Title, string? Description) : Personal;

/// <param name="Url">Where WhatsApp would fetch it.</param>
/// <param name="FileName">Of a document.</param>
public sealed record SandboxMedia(string Url, string? FileName) : Personal;

/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
public sealed record SandboxLocation(double Latitude, double Longitude, string? Name, string? Address) : Personal;
