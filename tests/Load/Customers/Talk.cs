using System.Globalization;

namespace WhatsAppSupport.Load.Customers;

/// <summary>What customers say and hear. Each message moves a flow and is answered by one reply, which repeats it: so that a reply can be told from any other.</summary>
internal static class Talk
{
    private const string Beginning = "begin";

    public static string Flow => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "flows", "load.yaml"));

    private static readonly string[] Things = ["parcel", "invoice", "refund", "address", "colour", "size", "voucher", "receipt", "courier", "warranty"];

    /// <param name="number">0 begins the flow; each of a customer's messages has the next one.</param>
    public static string Text(int number, Random random) => number == 0
        ? Beginning
        : string.Create(CultureInfo.InvariantCulture, $"{number}: where is the {Things[random.Next(Things.Length)]} of order {random.Next(1000, 10_000)}");

    /// <summary>Which message a reply answers; null: none of ours.</summary>
    public static int? NumberIn(string reply) =>
        reply.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && int.TryParse(reply.AsSpan(0, end), CultureInfo.InvariantCulture, out var number) ? number : null;
}
