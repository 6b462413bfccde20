using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Webhooks;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>Bodies are read before anybody is authenticated: large ones may not fill the memory.</summary>
public sealed class BodyReaderTests
{
    private const int Large = 200_000;

    private readonly BodyReader bodies = new(budget: 500_000);

    [Fact]
    public async Task A_body_is_read_as_it_came()
    {
        var pipe = new Pipe();
        var reading = ReadAsync(pipe);
        await pipe.Writer.WriteAsync(new byte[] { 1, 2 });
        await pipe.Writer.WriteAsync(new byte[] { 3 });
        await pipe.Writer.CompleteAsync();

        (await reading).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task More_large_bodies_than_fit_are_turned_away_and_a_body_of_the_usual_size_is_not()
    {
        Pipe[] slow = [new(Roomy), new(Roomy), new(Roomy)];
        var readings = new List<Task<byte[]?>>();
        foreach (var pipe in slow)
        {
            readings.Add(ReadAsync(pipe));
            await pipe.Writer.WriteAsync(new byte[Large]);
        }

        (await readings[2]).ShouldBeNull();
        var usual = new Pipe();
        var reading = ReadAsync(usual);
        await usual.Writer.WriteAsync(new byte[4_000]);
        await usual.Writer.CompleteAsync();
        (await reading)!.Length.ShouldBe(4_000);

        await slow[0].Writer.CompleteAsync();
        (await readings[0])!.Length.ShouldBe(Large);
    }

    [Fact]
    public async Task What_was_read_makes_room_for_the_next()
    {
        for (var number = 0; number < 10; number++)
        {
            var pipe = new Pipe(Roomy);
            var reading = ReadAsync(pipe);
            await pipe.Writer.WriteAsync(new byte[2 * Large]);
            await pipe.Writer.CompleteAsync();
            (await reading)!.Length.ShouldBe(2 * Large);
        }
    }

    [Fact]
    public async Task What_says_that_it_is_too_large_is_not_read_at_all()
    {
        var request = RequestOf(new Pipe());
        request.ContentLength = WebServer.MaxBodyBytes + 1;

        var refused = await Should.ThrowAsync<BadHttpRequestException>(bodies.ReadAsync(request, CancellationToken.None));

        refused.StatusCode.ShouldBe(StatusCodes.Status413PayloadTooLarge);
    }

    private static PipeOptions Roomy => new(pauseWriterThreshold: 0);

    private Task<byte[]?> ReadAsync(Pipe pipe) => bodies.ReadAsync(RequestOf(pipe), CancellationToken.None);

    private static HttpRequest RequestOf(Pipe pipe)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<Microsoft.AspNetCore.Http.Features.IRequestBodyPipeFeature>(new BodyOf(pipe.Reader));
        return context.Request;
    }

    private sealed record BodyOf(PipeReader Reader) : Microsoft.AspNetCore.Http.Features.IRequestBodyPipeFeature;
}
