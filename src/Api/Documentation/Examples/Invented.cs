using System.Globalization;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>People, numbers and times that all examples share, so that they read as one story.</summary>
internal static class Invented
{
    public const string Phone = "919811112222";
    public const string OurNumber = "919800000001";
    public const string Customer = "Asha";
    public const string Agent = "Meera";

    public static readonly Guid ConversationId = Guid.Parse("01990000-0000-7000-8000-000000000001");
    public static readonly Guid CustomerId = Guid.Parse("01990000-0000-7000-8000-000000000002");
    public static readonly Guid AgentId = Guid.Parse("01990000-0000-7000-8000-000000000005");
    public static readonly Guid MessageId = Guid.Parse("01990000-0000-7000-8000-000000000003");

    public static readonly DateTimeOffset Morning = DateTimeOffset.Parse("2026-11-23T09:30:00Z", CultureInfo.InvariantCulture);
}
