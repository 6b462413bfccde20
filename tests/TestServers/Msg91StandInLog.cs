using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <summary>The log of sent messages (<c>report/logs/wa</c>): shows what was taken, unless it is told to keep still.</summary>
public sealed class Msg91StandInLog
{
    public const string Path = "/report/logs/wa";

    private static readonly TimeSpan India = new(5, 30, 0);

    private int asked;

    /// <summary>It answers well, and knows of nothing.</summary>
    public bool Withholds { get; set; }

    /// <summary>In place of the log: a status, something that is no log, or nothing at all. Null: the log.</summary>
    public Msg91StandInAnswer? Answer { get; set; }

    /// <summary>What was taken less long ago is not shown yet.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>Whether it shows the sender's own reference, which MSG91 promises nowhere.</summary>
    public bool ShowsReference { get; set; }

    /// <summary>What it says of each message.</summary>
    public string Status { get; set; } = "sent";

    /// <summary>What customers wrote, whether it was posted or not.</summary>
    public ConcurrentQueue<Msg91StandInHeard> Heard { get; } = new();

    /// <summary>How many questions came.</summary>
    public int Asked => Volatile.Read(ref asked);

    internal Msg91StandInAnswer Of(HttpRequest request, IReadOnlyList<Msg91StandInSent> sent, DateTimeOffset now)
    {
        Interlocked.Increment(ref asked);
        if (Answer is not null)
        {
            return Answer;
        }

        if (!DateOnly.TryParseExact(request.Query["startDate"], "yyyy-MM-dd", out var first)
            || !DateOnly.TryParseExact(request.Query["endDate"], "yyyy-MM-dd", out var last)
            || last.DayNumber - first.DayNumber is < 0 or > 2)
        {
            return Msg91StandInAnswer.Status(400, """{"status":"fail","hasError":true,"errors":"Date range should be of 3 days"}""");
        }

        var rows = sent.Where(message => !Withholds && message.At <= now - Lag).Select(Row).Concat(Heard.Select(Row)).ToList();
        return Msg91StandInAnswer.Status(
            200, JsonSerializer.Serialize(new { status = "success", hasError = false, data = rows, metadata = new { total = rows.Count } }));
    }

    /// <summary>Of what is shown as MSG91 writes it in its events: an object in a string.</summary>
    private static string ContentOf(Msg91StandInSent message) => message switch
    {
        { Media: { } media } when message.Text.Length > 0 => JsonSerializer.Serialize(new { attachment_url = media.Url, caption = message.Text }),
        { Media: { } media } => JsonSerializer.Serialize(new { attachment_url = media.Url }),
        { Place: { } place } => JsonSerializer.Serialize(new { latitude = place.Latitude, longitude = place.Longitude }),
        _ => message.Text,
    };

    private static Dictionary<string, string> Row(Msg91StandInHeard message) => new()
    {
        ["requestedAt"] = message.At.ToOffset(India).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["requestId"] = "",
        ["uuid"] = message.Uuid,
        ["integratedNumber"] = message.To,
        ["customerNumber"] = message.From,
        ["messageType"] = "text",
        ["direction"] = "0",
        ["content"] = JsonSerializer.Serialize(new { text = message.Text }),
        ["status"] = "delivered",
    };

    private Dictionary<string, string> Row(Msg91StandInSent message)
    {
        var row = new Dictionary<string, string>
        {
            ["requestedAt"] = message.At.ToOffset(India).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ["requestId"] = message.RequestId,
            ["uuid"] = message.WamId,
            ["integratedNumber"] = message.From,
            ["customerNumber"] = message.To,
            ["messageType"] = message.Type,
            ["direction"] = "1",
            ["content"] = ContentOf(message),
            ["status"] = Status,
            ["failureReason"] = Status == "failed" ? "(131026) Message undeliverable" : "",
        };
        if (ShowsReference)
        {
            row["crqid"] = message.CrqId ?? "";
        }

        return row;
    }
}

/// <summary>What a customer wrote, as the log has it.</summary>
public sealed record Msg91StandInHeard(string Uuid, string From, string To, string Text, DateTimeOffset At);
