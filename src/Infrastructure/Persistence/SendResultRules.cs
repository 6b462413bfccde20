namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>When what came of an attempt may change a status, in SQL: forward only, because a report may have been here first.</summary>
internal static class SendResultRules
{
    /// <param name="result">The SQL of the result's status.</param>
    /// <param name="current">The SQL of the message's status.</param>
    public static string Applies(string result, string current) =>
        $"""
        (CASE {result}
           WHEN 'sent' THEN {current} IN ('pending', 'sending', 'unknown')
           WHEN 'failed' THEN {current} IN ('pending', 'sending', 'unknown', 'sent')
           ELSE {current} = 'sending' END)
        """;

    /// <summary>The order of the statuses, as <see cref="Domain.Messages.DeliveryStatus"/> has it. A withdrawn message is above all: nothing moves it.</summary>
    public static string Rank(string status) =>
        $"(CASE {status} WHEN 'pending' THEN 0 WHEN 'sending' THEN 1 WHEN 'unknown' THEN 2 WHEN 'sent' THEN 3 WHEN 'failed' THEN 4 WHEN 'delivered' THEN 5 WHEN 'read' THEN 6 ELSE 7 END)";
}
