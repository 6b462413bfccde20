using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

/// <summary>Whatever is posted: no exception, at least one item, and each item's raw bytes read to the same item again.</summary>
public class WebhookReaderFuzzTests
{
    private static readonly string[] Names =
    [
        "from", "text", "timestamp", "messageId", "type", "customerNumber", "customerName", "integratedNumber", "uuid", "requestId", "crqid", "CRQID",
        "messages", "statuses", "contacts", "button", "interactive", "reaction", "content", "contentType", "direction", "webhookType", "eventName",
        "status", "dryRun", "bsuid", "url", "latitude", "longitude", "ts", "reason", "data", "id", "body", "errors", "location", "image", "emoji",
    ];

    private static readonly string[] Words =
    [
        "", "text", "image", "location", "contacts", "interactive", "button", "reaction", "919811112222", "919800000001", "9181588XXXXX", "delivered",
        "0", "1", "inbound", "outbound", "wamid.A_callback", "1772340300", "true", "\0", "\ud800", "😀", "[{", "{\"id\":\"x\",\"title\":\"y\"}",
    ];

    [Fact]
    public void Any_bytes_are_read()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes => { ReadTwice(bytes); }));
    }

    [Fact]
    public void Any_JSON_is_read()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 20_000; round++)
        {
            ReadTwice(Encoding.UTF8.GetBytes(RandomJson(random, 0)));
        }
    }

    [Fact]
    public void Any_damage_to_a_good_body_is_survived()
    {
        var random = new Random(20260302);
        var kinds = new HashSet<Type>();
        for (var round = 0; round < 40_000; round++)
        {
            kinds.UnionWith(ReadTwice(Damaged(random, Encoding.UTF8.GetBytes(Bodies.All[random.Next(Bodies.All.Length)]))));
        }

        kinds.Count.ShouldBe(4, "the damage must leave some bodies readable, or it proves little");
    }

    [Fact]
    public void Every_property_may_be_of_any_kind()
    {
        string[] values = ["null", "true", "5", "-1e999", "\"\"", "\"x\"", "[]", "{}", "[1,[2]]", "[{}]", "{\"a\":1}", "\"[{\"", "\"\\ud800\\u0000\"", "\"{\\\"a\\\":\\\"\\\\ud800\\\"}\""];
        foreach (var name in Names)
        {
            foreach (var value in values)
            {
                ReadTwice(Encoding.UTF8.GetBytes($$"""{"{{name}}":{{value}}}"""));
                ReadTwice(Encoding.UTF8.GetBytes($$"""{"customerNumber":"919811112222","text":"x","{{name}}":{{value}}}"""));
                ReadTwice(Encoding.UTF8.GetBytes($$"""{"customerNumber":"919811112222","messages":[{"{{name}}":{{value}}},{"{{name}}":{{value}}}]}"""));
                ReadTwice(Encoding.UTF8.GetBytes($$"""{"contentType":"{{name}}","customerNumber":"919811112222","messages":[{"{{name}}":{"{{name}}":{{value}} } }]}"""));
            }
        }
    }

    private static IEnumerable<Type> ReadTwice(byte[] body)
    {
        var items = Reading.Read(body);

        items.ShouldNotBeEmpty();
        foreach (var item in items)
        {
            Reading.Read(item.Raw).ShouldHaveSingleItem().ShouldBeTheSame(item);
            ShouldBeClean(item);
        }

        return items.Select(item => item.GetType());
    }

    private static void ShouldBeClean(WebhookItem item)
    {
        string?[] texts = item switch
        {
            WebhookItem.Inbound { Message: var message } =>
                [message.ProviderMessageId, message.Bsuid, message.CustomerName, message.Text, message.Payload, message.Media],
            WebhookItem.Report { Content: var report } => [report.RequestId, report.Uuid, report.Reason],
            _ => [],
        };
        foreach (var text in texts.OfType<string>())
        {
            text.ShouldNotContain("\0");
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text);
        }
    }

    private static byte[] Damaged(Random random, byte[] body)
    {
        var bytes = body.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(RandomJson(random, 2)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            bytes.Add((byte)' ');
        }

        return [.. bytes];
    }

    private static string RandomJson(Random random, int depth) => random.Next(depth > 4 ? 4 : 8) switch
    {
        0 => random.Next(3) switch { 0 => "null", 1 => "true", _ => "1e5" },
        1 => random.NextInt64(-5, 2_000_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 or 3 => Quoted(Words[random.Next(Words.Length)]),
        4 => Quoted(RandomJson(random, depth + 2)),
        5 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => RandomJson(random, depth + 1))) + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(9)).Select(_ => Quoted(Names[random.Next(Names.Length)]) + ":" + RandomJson(random, depth + 1))) + "}",
    };

    private static string Quoted(string text)
    {
        var escaped = string.Concat(text.Select(letter => letter is '"' or '\\' || letter < ' ' || char.IsSurrogate(letter)
            ? $"\\u{(int)letter:x4}"
            : letter.ToString()));
        return $"\"{escaped}\"";
    }
}
