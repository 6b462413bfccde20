namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// When what came of an attempt may change a status, in SQL: forward only, because a report may have been here first; and only by
/// who holds the claim, because an attempt that was given up for dead may still come back with its result.
/// </summary>
internal static class SendResultRules
{
    /// <param name="r">What goes before <c>status</c> and <c>claimed</c> of the result.</param>
    /// <param name="m">What goes before the columns of the message.</param>
    public static string Applies(string r, string m) =>
        $"""
        (CASE {r}status
           WHEN 'sent' THEN {m}delivery_status IN ('pending', 'sending', 'unknown')
           WHEN 'failed' THEN {m}delivery_status IN ('pending', 'unknown', 'sent') OR ({m}delivery_status = 'sending' AND {IsHolders(r, m)})
           WHEN 'pending' THEN {m}delivery_status IN ('sending', 'unknown') AND {m}is_queued AND {IsHolders(r, m)}
           ELSE {m}delivery_status = 'sending' AND {IsHolders(r, m)} END)
        """;

    /// <summary>Whether the message is still claimed as it was for this attempt.</summary>
    public static string IsHolders(string r, string m) => $"({m}claimed_at = {r}claimed)";

    /// <summary>The order of the statuses, as <see cref="Domain.Messages.DeliveryStatus"/> has it. A withdrawn message is above all: nothing moves it.</summary>
    public static string Rank(string status) =>
        $"(CASE {status} WHEN 'pending' THEN 0 WHEN 'sending' THEN 1 WHEN 'unknown' THEN 2 WHEN 'sent' THEN 3 WHEN 'failed' THEN 4 WHEN 'delivered' THEN 5 WHEN 'read' THEN 6 ELSE 7 END)";
}
