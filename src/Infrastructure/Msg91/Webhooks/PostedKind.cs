namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>What a posted object is about.</summary>
internal enum PostedKind
{
    Message,
    Report,

    /// <summary>What we sent ourselves.</summary>
    Echo,

    /// <summary>Somebody pressed "Test Run" in MSG91's dashboard.</summary>
    Test,
}

internal static class PostedKinds
{
    private enum Way
    {
        NotSaid,
        In,
        Out,
    }

    /// <summary>
    /// Never by <c>eventName</c> alone: MSG91's own sample of an inbound message carries <c>eventName:"delivered"</c>, and its
    /// default inbound body says nothing about the direction.
    /// </summary>
    public static PostedKind KindOf(in Posted posted) => IsTest(posted) ? PostedKind.Test : ReadAs(posted);

    /// <summary>The same as if it were no test.</summary>
    public static PostedKind ReadAs(in Posted posted)
    {
        var ours = Digits(posted.Root[Field.IntegratedNumber]);
        var author = Digits(posted.Message[Field.From]);
        var customer = Digits(posted.Root[Field.CustomerNumber]);
        if (author is not null && author == customer && author != ours)
        {
            return PostedKind.Message;
        }

        var way = WayOf(posted.Root[Field.Direction]) is var said and not Way.NotSaid ? said : WayOf(posted.Root[Field.WebhookType]);
        if (!posted.Message.Any && posted.Root[Field.Statuses].Object().Any)
        {
            return PostedKind.Report;
        }

        return way switch
        {
            Way.Out when posted.HasStatusWord => PostedKind.Report,
            Way.Out => posted.HasMessageContent || posted.Root[Field.Content].IsFilled ? PostedKind.Echo : PostedKind.Report,
            Way.NotSaid when posted.HasStatusWord && !posted.HasMessageContent => PostedKind.Report,
            _ => ours is not null && (author ?? customer ?? Digits(posted.Root[Field.From])) == ours ? PostedKind.Echo : PostedKind.Message,
        };
    }

    private static Way WayOf(JsonValue value) =>
        value.Is("1"u8) || value.Is("outbound"u8) ? Way.Out
        : value.Is("0"u8) || value.Is("inbound"u8) ? Way.In
        : Way.NotSaid;

    private static string? Digits(JsonValue value) => Sender.NumberOf(value)?.Digits;

    private static bool IsTest(in Posted posted) =>
        posted.Root[Field.DryRun].Is("true"u8) || posted.Root[Field.DryRun].Is("1"u8) || HasMaskedNumber(posted);

    public static bool HasMaskedNumber(in Posted posted) =>
        IsMasked(posted.Root[Field.CustomerNumber]) || IsMasked(posted.Root[Field.Mobile])
        || IsMasked(posted.Root[Field.From]) || IsMasked(posted.Message[Field.From]);

    /// <summary>Such as <c>9181588XXXXX</c>.</summary>
    private static bool IsMasked(JsonValue value)
    {
        var (digits, masks) = (0, 0);
        foreach (var letter in value.Unquoted)
        {
            switch (letter)
            {
                case >= (byte)'0' and <= (byte)'9':
                    digits++;
                    break;
                case (byte)'X' or (byte)'x' or (byte)'*':
                    masks++;
                    break;
                case (byte)'+' or (byte)'-' or (byte)' ':
                    break;
                default:
                    return false;
            }
        }

        return digits >= 2 && masks >= 3;
    }
}
