using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>Asks MSG91's log for what customers wrote, and makes events of it: MSG91 does not post again what it gave up, or did not post while the webhook was paused.</summary>
internal sealed class Msg91InboundLog(Msg91Options options, ProbeClient probe, TimeProvider clock) : IInboundLog
{
    private const int MostDays = 3;

    /// <summary>What is younger may still be on its way by the webhook.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(2);

    public async Task<InboundLogAnswer> AskAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = DateOnly.FromDateTime((now + LogTime.IndianOffset).UtcDateTime);
        var path = string.Create(CultureInfo.InvariantCulture, $"report/logs/wa?startDate={last.AddDays(1 - MostDays):yyyy-MM-dd}&endDate={last:yyyy-MM-dd}&limit={Msg91SendLog.MostRows}");
        var answer = await probe.GetAsync("MSG91", new Uri($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}"), cancellationToken, ("authkey", options.AuthKey!)).ConfigureAwait(false);
        var root = LenientJson.Parse(answer.Body);
        return answer.IsSuccess && root.Field("data") is { ValueKind: JsonValueKind.Array } data && root.Field("hasError").Truth() != true
            ? Read([.. ((JsonElement?)data).Items().Select(row => (JsonElement?)row)], root.Field("metadata").Field("total").Integer(), now)
            : throw new HttpRequestException($"MSG91's log answers {answer}.");
    }

    private InboundLogAnswer Read(IReadOnlyList<JsonElement?> rows, int? total, DateTimeOffset now)
    {
        var (messages, left) = (new List<LoggedInbound>(), 0);
        foreach (var row in rows.Where(row => row.Field("direction").Text() is "0" or "inbound"))
        {
            if (Digits(row.Field("integratedNumber").Text()) is { } number && number != options.IntegratedNumber)
            {
                continue;
            }

            var times = LogTime.Readings(row.Field("requestedAt").Text()).Where(at => at <= now + OnItsWay).ToList();
            if (times.Exists(at => now - at < OnItsWay))
            {
                continue;
            }

            if (times.Count > 0 && IdOf(row) is { } id && Digits(row.Field("customerNumber").Text()) is { } customer)
            {
                messages.Add(new LoggedInbound(options.IntegratedNumber, id, times.Min(), EventOf(row, id, customer, times.Min())));
            }
            else
            {
                left++;
            }
        }

        return new InboundLogAnswer([.. messages.OrderBy(message => message.SentAt)], left, !(total > rows.Count));
    }

    /// <summary>Only the one by which it is posted: another one would be stored beside it, and answered again.</summary>
    private static string? IdOf(JsonElement? row)
    {
        const string Callback = "_callback";
        var id = row.Field("uuid").Text()?.Trim();
        id = id?.EndsWith(Callback, StringComparison.Ordinal) == true ? id[..^Callback.Length] : id;
        return string.IsNullOrEmpty(id) ? null : id;
    }

    private static string? Digits(string? text) => PhoneNumber.Parse(text).Succeeded(out var number, out _) ? number.Digits : null;

    private byte[] EventOf(JsonElement? row, string id, string customer, DateTimeOffset sentAt) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["customerNumber"] = customer,
        ["integratedNumber"] = options.IntegratedNumber,
        ["uuid"] = id,
        ["requestId"] = row.Field("requestId").Text() ?? "",
        ["direction"] = "0",
        ["contentType"] = row.Field("messageType").Text() ?? "",
        ["content"] = row.Field("content") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } structure ? structure.GetRawText() : row.Field("content").Text() ?? "",
        ["ts"] = sentAt.ToString("O", CultureInfo.InvariantCulture),
    });
}
