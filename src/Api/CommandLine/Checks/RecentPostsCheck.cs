using System.Data.Common;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.Api.CommandLine.Checks;

/// <summary>What MSG91 has really posted lately: which fields its template lacks, names otherwise, or leaves unfilled. Names only.</summary>
internal sealed class RecentPostsCheck(IRecentPosts posts, IEventReviews reviews) : ICheck
{
    private const int Most = 500;

    private const string Template = "give the dashboard the JSON above";

    /// <summary>Without these something is lost: who wrote, to which number, what it is known by, what became of it.</summary>
    private static readonly IReadOnlySet<string> Wanted = new HashSet<string>
    {
        "customerNumber", "integratedNumber", "uuid", "messages", "requestId", "eventName", "statusUpdatedAt",
    };

    public string Name => "posts";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reviewed = (await posts.ListAsync(Most, cancellationToken)).Select(post => reviews.Review(post.Body)).Where(review => review.Kind != "plain").ToList();
            return reviewed.Count == 0
                ? [Finding.Good("MSG91 has posted nothing yet that is kept")]
                : [.. Judge("message", reviewed), .. Judge("report", reviewed)];
        }
        catch (Exception closed) when (closed is DbException or DatabaseOutdatedException)
        {
            return [Finding.Wrong("what was posted cannot be seen: the database lets nobody in, or is of another version", "type -- doctor")];
        }
    }

    private static IEnumerable<Finding> Judge(string kind, IReadOnlyList<EventReview> reviewed)
    {
        var ours = reviewed.Where(review => review.Kind == kind).ToList();
        if (ours.Count == 0)
        {
            yield break;
        }

        var among = $"of the last {ours.Count} {kind}s";
        var unreadable = ours.Where(review => review.Problem is not null).ToList();
        if (unreadable.Count > 0)
        {
            yield return Finding.Wrong($"{unreadable.Count} {among} could not be read: {unreadable[0].Problem}", Template);
        }

        if (Counted(ours, review => review.Unfilled) is { Length: > 0 } unfilled)
        {
            yield return Finding.Wrong($"{among}, placeholders were left unfilled: {unfilled}", "correct their names in the dashboard: it knows none like these");
        }

        if (Counted(ours, review => review.Missing.Where(Wanted.Contains)) is { Length: > 0 } missing)
        {
            yield return Finding.Doubtful($"{among}, these fields are missing: {missing}", Template);
        }

        if (Counted(ours, review => review.Renamed) is { Length: > 0 } renamed)
        {
            yield return Finding.Good($"{among}, these came under their other names, and are read: {renamed}");
        }

        if (Counted(ours, review => review.Unknown) is { Length: > 0 } unknown)
        {
            yield return Finding.Doubtful($"{among}, nobody knows these fields: {unknown}", "look whether one of them is a misspelt name of the JSON above");
        }

        if (unreadable.Count == 0)
        {
            yield return Finding.Good($"{among}, all could be read");
        }
    }

    /// <summary>Each name with how often it was so, the most frequent first.</summary>
    private static string Counted(IEnumerable<EventReview> reviewed, Func<EventReview, IEnumerable<string>> names) => string.Join(", ", reviewed
        .SelectMany(names)
        .GroupBy(name => name, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Take(12)
        .Select(group => $"{group.Key} ({group.Count()})"));
}
