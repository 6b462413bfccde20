using System.Globalization;
using WhatsAppSupport.Load.Servers;

namespace WhatsAppSupport.Load.ClosedLoop;

/// <summary>What the simulated customers say: each message is answered by one reply with buttons, in the middle of a flow.</summary>
internal static class Dialogue
{
    public const string Flow =
        """
        flow_id: menu
        triggers: [ { type: keyword, value: hi } ]
        steps:
          - type: quick_replies
            text: "What can we do for you, {user_name}?"
            replies: [ { text: "Order" }, { text: "Refund" }, { text: "A person" } ]
        """;

    private static long next;

    /// <param name="text"><c>hi</c> begins the flow; anything that is not a choice is asked again.</param>
    public static HttpRequestMessage Post(Uri address, int customer, string text)
    {
        var phone = PhoneOf(customer);
        return WebhookPost.Message(phone, string.Create(CultureInfo.InvariantCulture, $"wamid.{Interlocked.Increment(ref next)}"), text).To(address);
    }

    /// <summary>Of a message that another program has sent: nothing is known of it here.</summary>
    public static HttpRequestMessage Report(Uri address, int customer)
    {
        var number = Interlocked.Increment(ref next);
        var (id, request) = (string.Create(CultureInfo.InvariantCulture, $"wamid.theirs.{number}"), string.Create(CultureInfo.InvariantCulture, $"theirs-{number}"));
        return WebhookPost.Report(null, PhoneOf(customer), Rig.OurNumber, request, id, "delivered").To(address);
    }

    private static string PhoneOf(int customer) => (919_000_000_000L + customer).ToString(CultureInfo.InvariantCulture);
}
