using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Domain;

/// <summary>One customer and what is known of them; a test changes only what matters to it.</summary>
internal static class Known
{
    public const string OurNumber = "919800000000";
    public const string Digits = "919811112222";
    public const string UserId = "IN.1234567890";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly LookupHash PhoneHash = new(new Guid("11111111-1111-1111-1111-111111111111"));

    public static readonly LookupHash BsuidHash = new(new Guid("22222222-2222-2222-2222-222222222222"));

    public static readonly Customer Asha = new()
    {
        Id = CustomerId.New(Noon),
        PhoneNumber = PhoneNumber.FromStored(Digits),
        PhoneHash = PhoneHash,
        Name = "Asha",
        Language = "en",
        LastHeardAt = Noon,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static readonly Conversation Dialogue = Conversation.Begin(Asha, OurNumber, afterVersion: 0, Noon);

    public static readonly FlowPosition Place = new("support", "v1", "1", "{}");

    public static readonly Sender ByNumber = new(PhoneNumber.FromStored(Digits), PhoneHash, null, null);

    public static readonly LaneRow Row = new(1, InboxKind.Message, PhoneHash, OurNumber, Noon, default);

    /// <summary>Somebody of the business: the same name, the same person.</summary>
    public static Actor Person(string name, Role role = Role.Agent) => new(ActorKind.Agent, IdOf(name).Value, name, role.PermissionsOf());

    public static AgentId IdOf(string name) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)));

    public static InboundMessage Text(string text) => new() { From = PhoneNumber.FromStored(Digits), Type = MessageType.Text, Text = text, SentAt = Noon };
}
