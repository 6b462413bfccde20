using System.Globalization;
using System.Net;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Memory;

/// <summary>Ten minutes of a busy number, posted as fast as it goes: 3,000 messages of 1,500 customers, each posted twice, two reports of each reply, rubbish
/// and forgeries.</summary>
internal sealed class Replay(SupportService service, CountingGateway gateway, MovableClock clock)
{
    public const int Messages = 3_000;

    private const int Together = 10;
    private const int AtOnce = 16;

    private readonly IReadOnlyList<string> customers = Customers.Next(1_500);
    private int ids;

    public async Task PlayAsync()
    {
        var sentBefore = gateway.Sent;
        var posts = Enumerable.Range(0, Messages / Together).Select(_ => Batch(Enumerable.Range(0, Together).Select(_ => Message())));
        await PostAsync(posts.SelectMany(post => new[] { post, post }));
        await service.DrainAsync(TimeSpan.FromMinutes(2));

        var reports = Enumerable.Range(sentBefore + 1, gateway.Sent - sentBefore).SelectMany(number => new[] { "delivered", "read" }
            .Select(status => Shapes.Report(CountingGateway.IdOf(number), status)));
        await PostAsync(reports.Chunk(20).Select(Batch));
        await PostAsync(Enumerable.Range(0, 100).Select(_ => "rubbish"));
        await Parallel.ForAsync(0, 30, async (_, _) => (await service.PostAsync("forged", secret: "another")).Dispose());
        await service.DrainAsync(TimeSpan.FromMinutes(2));
        clock.Move(TimeSpan.FromMinutes(10));
    }

    private static string Batch(IEnumerable<string> bodies) => $$"""{"data":[{{string.Join(',', bodies)}}]}""";

    private string Message()
    {
        var id = ids++;
        return Shape.Msg91.Text(customers[id % customers.Count], "count", id.ToString(CultureInfo.InvariantCulture), clock.GetUtcNow());
    }

    private Task PostAsync(IEnumerable<string> bodies) => Parallel.ForEachAsync(
        bodies,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (body, cancellationToken) =>
        {
            HttpStatusCode status;
            do
            {
                using var response = await service.PostAsync(body);
                status = response.StatusCode;
            }
            while (status == HttpStatusCode.ServiceUnavailable && !cancellationToken.IsCancellationRequested);

            status.ShouldBe(HttpStatusCode.OK);
        });
}
