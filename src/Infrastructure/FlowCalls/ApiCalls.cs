using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.FlowCalls;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.FlowCalls;

/// <summary>Sends calls through the guard, again where that may help. What is logged of one is how it ended, never where it went.</summary>
internal sealed partial class ApiCalls(HttpClient http, FlowCallOptions options, TimeProvider clock, ILogger<ApiCalls> logger) : IApiCalls
{
    private readonly CallFilling filling = new(options.Secrets);

    public async Task<FlowAnswer> SendAsync(HttpCall call, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (filling.Fill(call, out var failure) is not { } filled)
        {
            return Told(failure!, secrets: [], tries: 0);
        }

        var deadline = new Deadline(clock, CallLimits.LongestCall);
        var retries = Math.Clamp(call.Retries, 0, CallLimits.MostRetries);
        for (var tries = 1; ; tries++)
        {
            using var request = filled.Request(idempotencyKey);
            var one = await CallTry.SendAsync(http, request, TimeFor(call, deadline), clock, cancellationToken).ConfigureAwait(false);
            var wait = WaitAfter(tries, one.Asked);
            if (!one.MayPass || tries > retries || wait > CallLimits.LongestWait || wait >= deadline.Left)
            {
                return Told(one, filled.Secrets, tries);
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan TimeFor(HttpCall call, Deadline deadline)
    {
        var asked = call.TimeOut < CallLimits.ShortestTry ? CallLimits.ShortestTry : call.TimeOut > CallLimits.LongestTry ? CallLimits.LongestTry : call.TimeOut;
        return asked < deadline.Left ? asked : deadline.Left;
    }

    /// <summary>Twice as long each time, spread by up to a quarter so that many do not come back at once; longer where that was asked for.</summary>
    private TimeSpan WaitAfter(int tries, TimeSpan? asked)
    {
        var own = options.RetryDelay * Math.Pow(2, tries - 1) * (1 + (Random.Shared.NextDouble() / 4));
        return asked > own ? asked.Value : own;
    }

    private FlowAnswer Told(CallTry last, IReadOnlyList<string> secrets, int tries)
    {
        if (last.Answer is FlowAnswer.Succeeded(var status, var body))
        {
            return new FlowAnswer.Succeeded(status, TakenOut.From(body, secrets));
        }

        if (last is { Answer: FlowAnswer.Failed refused, Fault: { } fault })
        {
            LogRefused(refused.Code, fault.ToString());
        }
        else if (last.Answer is FlowAnswer.Failed failed)
        {
            LogFailed(failed.Code, tries);
        }

        return last.Answer;
    }

    [LoggerMessage(LogLevel.Warning, "A call of a flow was stopped by the guard: {Outcome} ({Fault})")]
    private partial void LogRefused(string outcome, string fault);

    [LoggerMessage(LogLevel.Warning, "A call of a flow failed: {Outcome}, after {Times} tries")]
    private partial void LogFailed(string outcome, int times);
}
