using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>The list of an account's numbers (<c>whatsapp-activation</c>). Its shape is known from clients only.</summary>
public sealed class Msg91StandInNumbers
{
    public const string Path = "/whatsapp/whatsapp-activation/";

    public IReadOnlyList<string> All { get; set; } = ["919800000001", "919800000002"];

    /// <summary>In place of the list. Null: the list.</summary>
    public Msg91StandInAnswer? Instead { get; set; }

    internal Msg91StandInAnswer Answer() => Instead ?? Msg91StandInAnswer.Status(200, JsonSerializer.Serialize(new
    {
        status = "success",
        hasError = false,
        data = All.Select(number => new { integrated_number = number, name = "A shop", status = "active" }),
    }));
}
