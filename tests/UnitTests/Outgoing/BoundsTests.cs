using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Outgoing;

/// <summary>The other side decides how much it sends and how slowly, and it gains nothing by either.</summary>
public sealed class BoundsTests : IAsyncLifetime
{
    private const string Address = "https://api.shop.example/";

    private GuardUnderTest guard = null!;

    public async Task InitializeAsync() => guard = await GuardUnderTest.StartAsync();

    public async Task DisposeAsync() => await guard.DisposeAsync();

    [Fact]
    public async Task An_answer_may_be_as_large_as_the_limit()
    {
        guard.Internet.NextBody(Encoding.ASCII.GetBytes(new string('a', CallLimits.LargestAnswer)));

        (await guard.BodyAsync(Address)).Length.ShouldBe(CallLimits.LargestAnswer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_larger_is_none_whether_it_says_so_or_not(bool saysSo)
    {
        var body = new byte[CallLimits.LargestAnswer + 1];
        guard.Internet.NextBody(body, saysSo ? [$"Content-Length: {body.Length}"] : []);

        (await guard.FailureAsync(GuardUnderTest.Get(Address) with { Retries = 3 })).ShouldBe(CallFailures.TooLarge);

        guard.Internet.Received.ShouldHaveSingleItem("it would be as large the next time");
    }

    [Fact]
    public async Task One_without_an_end_is_left_where_the_limit_is()
    {
        var isLeft = false;
        guard.Internet.Next(async (context, cancellationToken) =>
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[16 * 1024], CancellationToken.None);
            }

            isLeft = true;
        });

        (await guard.FailureAsync(Address)).ShouldBe(CallFailures.TooLarge);

        await Eventually.BecomesTrueAsync(() => Volatile.Read(ref isLeft), TimeSpan.FromSeconds(10), "the connection is closed, and nothing more is taken from it");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_packed_answer_is_unpacked_and_a_bomb_is_not(string packing)
    {
        guard.Internet.NextBody(Packed(packing, Encoding.UTF8.GetBytes("""{"a":"ä"}""")), $"Content-Encoding: {packing}");
        (await guard.BodyAsync(Address)).ShouldBe("""{"a":"ä"}""");

        guard.Internet.NextBody(Packed(packing, new byte[40_000_000]), $"Content-Encoding: {packing}");
        (await guard.FailureAsync(Address)).ShouldBe(CallFailures.TooLarge);
    }

    [Fact]
    public async Task A_stream_that_unpacks_to_nothing_for_ever_ends_at_the_limit()
    {
        // Blocks of gzip without content: they cost the other side nothing and never yield a byte.
        byte[] head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
        guard.Internet.NextBody([.. head, .. Enumerable.Repeat<byte[]>([0, 0, 0, 255, 255], 100_000).SelectMany(block => block)], "Content-Encoding: gzip");

        (await guard.FailureAsync(Address)).ShouldBe(CallFailures.TooLarge);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task What_is_packed_otherwise_or_broken_is_unreadable(string packing)
    {
        guard.Internet.NextBody([255, 255, 255, 255, 1, 2, 3, 4], $"Content-Encoding: {packing}");

        (await guard.FailureAsync(Address)).ShouldBe(CallFailures.Unreadable);
    }

    [Fact]
    public async Task A_head_that_is_too_long_is_not_read()
    {
        guard.Internet.NextStatus(200, [.. Enumerable.Range(0, 40).Select(number => $"X-{number}: {new string('x', 1_000)}")]);

        (await guard.FailureAsync(Address)).ShouldBe(CallFailures.TooLarge);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_unreadable()
    {
        guard.Internet.Next(async (context, cancellationToken) =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("{\"a\":", cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            context.Abort();
        });

        (await guard.FailureAsync(Address)).ShouldBe(CallFailures.Unreadable);
    }

    [Fact]
    public async Task Who_says_nothing_and_who_drips_run_out_of_time()
    {
        var call = GuardUnderTest.Get(Address) with { TimeOut = TimeSpan.FromMilliseconds(400) };
        guard.Internet.NextHangs();
        (await guard.FailureAsync(call)).ShouldBe(CallFailures.TimeOut);

        guard.Internet.Next(async (context, cancellationToken) =>
        {
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drip.WaitForNextTickAsync(cancellationToken))
            {
                await context.Response.Body.WriteAsync("x"u8.ToArray(), cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        });
        (await guard.FailureAsync(call)).ShouldBe(CallFailures.TimeOut);
    }

    [Fact]
    public async Task Redirects_have_no_time_of_their_own()
    {
        foreach (var hop in Enumerable.Range(1, 3))
        {
            guard.Internet.Next(async (context, cancellationToken) =>
            {
                using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
                await pause.WaitForNextTickAsync(cancellationToken);
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = $"/{hop}";
            });
        }

        (await guard.FailureAsync(GuardUnderTest.Get(Address) with { TimeOut = TimeSpan.FromMilliseconds(600) })).ShouldBe(CallFailures.TimeOut);
    }

    [Fact]
    public async Task Another_certificate_is_not_trusted()
    {
        guard.Dns.Set("x.y.shop.example", GuardUnderTest.Public);

        (await guard.FailureAsync("https://x.y.shop.example/")).ShouldBe(CallFailures.NotTrusted);

        guard.Received.ShouldBeEmpty();
    }

    private static byte[] Packed(string packing, byte[] content)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.SmallestSize),
        })
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }
}
