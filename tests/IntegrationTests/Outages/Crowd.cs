using System.Diagnostics;
using System.Net;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>Many customers who write one message each, at once, and again until it is taken, as MSG91 repeats what it could not deliver.</summary>
public sealed class Crowd(IRunningSupport service, int size)
{
    /// <summary>Design: within 2 s. The rest is for a machine that others use, too.</summary>
    public static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<(string Customer, string Body)> posts = [.. Customers.Next(size)
        .Select(customer => (customer, Shape.Msg91.Text(customer, "count", Posting.NewId())))];

    public IEnumerable<string> Names => posts.Select(post => post.Customer);

    /// <summary>All at once; each is answered promptly, 200 or 503 with a word when to come again.</summary>
    public async Task<IReadOnlyList<HttpStatusCode>> PostAsync()
    {
        var answers = await Task.WhenAll(posts.Select(post => AnswerAsync(post.Body)));
        answers.Max(answer => answer.Took).ShouldBeLessThan(Promptly);
        return [.. answers.Select(answer => answer.Status)];
    }

    /// <summary>Until each is taken.</summary>
    public Task PostUntilTakenAsync() => Task.WhenAll(posts.Select(post => Eventually.BecomesTrueAsync(
        async () => (await AnswerAsync(post.Body)).Status == HttpStatusCode.OK, Patience, "the webhook takes messages again")));

    /// <summary>Each was answered, and no more than once.</summary>
    public async Task IsAnsweredOnceAsync()
    {
        await service.DrainAsync(Patience);
        foreach (var customer in Names)
        {
            service.StandIns.Msg91.SentTo(customer).Select(sent => sent.CrqId).Distinct().Count().ShouldBe(1);
        }

        (await service.CountAsync("messages WHERE direction = 'inbound'")).ShouldBe(await service.CountAsync("inbox WHERE kind = 'message'"));
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(90);

    private async Task<(HttpStatusCode Status, TimeSpan Took)> AnswerAsync(string body)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await service.PostAsync(body);
        var took = Stopwatch.GetElapsedTime(started);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter.ShouldNotBeNull();
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        return (response.StatusCode, took);
    }
}
