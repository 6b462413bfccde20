namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>Promise 5: no status goes back, and each ends where the highest of its reports has it.</summary>
internal static class StatusVerdict
{
    private static readonly string[] Settled = ["sent", "failed", "delivered", "read"];

    public static IEnumerable<string> Find(Aftermath after)
    {
        foreach (var sentence in after.WentBack)
        {
            yield return sentence;
        }

        foreach (var row in after.Outbound.Where(row => !ReplyVerdict.IsGivenUp(row) && Rank(row.Status) < 0))
        {
            yield return $"message {row.Reference} ends as '{row.Status}'";
        }

        foreach (var row in after.Outbound.Where(row => after.ReportsOf[row.Reference].Any()))
        {
            var reported = after.ReportsOf[row.Reference].MaxBy(report => Rank(report.Status))!.Status;
            if (row.Status != reported)
            {
                yield return $"message {row.Reference} was reported as '{reported}' and ends as '{row.Status}'";
            }
        }

        foreach (var row in after.Outbound.Where(row => row.Status != "sent" && Rank(row.Status) > 0 && !after.ReportsOf[row.Reference].Any()))
        {
            yield return $"message {row.Reference} ends as '{row.Status}', which nobody reported";
        }
    }

    private static int Rank(string status) => Array.IndexOf(Settled, status);
}
