using System.Globalization;
using System.Net;
using System.Text.Json;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Whether OpenRouter takes our key, what is left of its limit, and whether the models that we ask are there.</summary>
internal sealed class OpenRouterCheck(OpenRouterOptions options, ProbeClient probe, TimeProvider clock) : ICheck
{
    /// <summary>Of a list that is cut into pages.</summary>
    private const int MostPages = 10;

    /// <summary>Less than this of the limit is soon used up.</summary>
    private const decimal LittleLeft = 0.1m;

    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public string Name => "openrouter";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (options.ApiKey is not { } key)
        {
            return [Finding.Good("no model: flows answer, else an apology (OPENROUTER_API_KEY is not set)")];
        }

        try
        {
            var (keyed, models) = (AskAsync("key", key, cancellationToken), ModelsAsync(key, cancellationToken));
            await Task.WhenAll(keyed, models);
            return [OfKey(await keyed), .. await models is { } listed ? options.Models.Select(model => OfModel(model, listed)) : [NoList]];
        }
        catch (HttpRequestException away)
        {
            return [Finding.Wrong(ProbeClient.Words(away), "open the way from this machine to OPENROUTER_BASE_URL; until then flows answer, else the apology")];
        }
    }

    private static Finding NoList => Finding.Doubtful("its list of models is not to be had", "compare the models of the settings with its page by eye");

    private Task<ProbeAnswer> AskAsync(string path, string key, CancellationToken cancellationToken) => probe.GetAsync(
        "OpenRouter", new Uri($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}"), cancellationToken, ("Authorization", $"Bearer {key}"));

    private static Finding OfKey(ProbeAnswer answer)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return Finding.Wrong($"it refuses the key ({answer})", "put a key of its page of keys into OPENROUTER_API_KEY");
        }

        var data = LenientJson.Parse(answer.Body).Field("data");
        if (!answer.IsSuccess || data is not { ValueKind: JsonValueKind.Object })
        {
            return Finding.Wrong($"it answers {answer}", "see whether OPENROUTER_BASE_URL is right, and whether OpenRouter says that it has trouble");
        }

        var (limit, used) = (data.Field("limit").Amount(), data.Field("usage").Amount() ?? 0);
        if (limit is null)
        {
            return Finding.Good($"the key is taken; {Dollars(used)} used, without a limit");
        }

        var left = data.Field("limit_remaining").Amount() ?? limit.Value - used;
        var words = $"the key is taken; {Dollars(used)} used, {Dollars(left)} left of its limit of {Dollars(limit.Value)}";
        return left <= 0 ? Finding.Wrong(words, "raise the key's limit on OpenRouter's page of keys: no model answers any more")
            : left < limit * LittleLeft ? Finding.Doubtful(words, "raise the key's limit on OpenRouter's page of keys before it is used up")
            : Finding.Good(words);
    }

    /// <returns>Each with the day on which it ends; null where there is no list.</returns>
    private async Task<IReadOnlyDictionary<string, string?>?> ModelsAsync(string key, CancellationToken cancellationToken)
    {
        var models = new Dictionary<string, string?>(StringComparer.Ordinal);
        string? next = "models";
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var answer = await AskAsync(next, key, cancellationToken);
            var root = LenientJson.Parse(answer.Body);
            if (!answer.IsSuccess || root.Field("data") is not { ValueKind: JsonValueKind.Array } data)
            {
                return null;
            }

            foreach (var model in ((JsonElement?)data).Items().Select(item => (JsonElement?)item))
            {
                foreach (var id in new[] { model.Field("id").Text(), model.Field("canonical_slug").Text() }.OfType<string>())
                {
                    models[id] = model.Field("expiration_date").Text();
                }
            }

            next = NextPage(root.Field("links").Field("next").Text());
        }

        return models;
    }

    /// <summary>Only its query: the key is sent nowhere else than to the address of the settings.</summary>
    private static string? NextPage(string? link) =>
        link?.IndexOf('?', StringComparison.Ordinal) is { } query and >= 0 ? $"models{link[query..]}" : null;

    private Finding OfModel(string model, IReadOnlyDictionary<string, string?> listed)
    {
        // How it is routed (vendor/model:nitro) is said behind the name, and stands in no list.
        var name = listed.ContainsKey(model) ? model : model.Split(':')[0];
        return !listed.TryGetValue(name, out var ends) ? Finding.Wrong($"there is no model {model}", "put one of OpenRouter's list into OPENROUTER_PRIMARY_MODEL or OPENROUTER_FALLBACK_MODEL")
            : EndsSoon(ends) is { } day ? Finding.Doubtful($"{model} ends on {day:yyyy-MM-dd}", "choose another one before")
            : Finding.Good($"{model} is there");
    }

    private DateOnly? EndsSoon(string? ends) =>
        DateTimeOffset.TryParse(ends, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time - clock.GetUtcNow() < Soon
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;

    private static string Dollars(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}");
}
