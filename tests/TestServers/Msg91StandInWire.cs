using System.Text;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <summary>Reads and answers as MSG91's servers do.</summary>
internal static class Msg91StandInWire
{
    /// <summary>A chunked body is read as empty, as servers of the PHP kind do.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not { } length)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var body = new byte[length];
        await request.Body.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    /// <summary>Promises more than it writes: the server then closes the connection after what was written, and does not reset it.</summary>
    public static async Task CutOffAsync(HttpContext context, int code, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = code;
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync("{\"status\":", cancellationToken);
    }

    public static async Task WriteAsync(HttpContext context, Msg91StandInAnswer.Fixed answer, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        context.Response.StatusCode = answer.Code;

        // MSG91 sends its refusals of a key as HTML.
        context.Response.ContentType = answer.Code == 401 ? "text/html; charset=UTF-8" : "application/json";
        context.Response.ContentLength = body.Length;
        if (answer.Location is not null)
        {
            context.Response.Headers.Location = answer.Location.AbsoluteUri;
        }

        if (answer.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = answer.RetryAfter;
        }

        await context.Response.Body.WriteAsync(body, cancellationToken);
    }
}
