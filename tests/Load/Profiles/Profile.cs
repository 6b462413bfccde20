using System.Text.Json;

namespace WhatsAppSupport.Load.Profiles;

/// <summary>How much is said, by how many, and what has to hold; <c>profiles.json</c> has them all, for this program and for the k6 scripts alike.</summary>
internal sealed record Profile
{
    public string Name { get; private init; } = "";

    public required string About { get; init; }

    /// <summary>How many talk at once. Each says the next thing only once the last was answered 200.</summary>
    public required int Customers { get; init; }

    /// <summary>One after another.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>The share of messages that MSG91 posts twice, 0 to 1.</summary>
    public required double Repeats { get; init; }

    /// <summary>The delivery reports that come for each reply, in this order.</summary>
    public required IReadOnlyList<string> Reports { get; init; }

    /// <summary>Of the program, on one database.</summary>
    public required int Processes { get; init; }

    /// <summary>By which the rate grows from one round of the stages to the next, until the bounds hold no longer; null: there is one round.</summary>
    public double? Grows { get; init; }

    /// <summary>Null: only that nothing is lost, comes twice or out of its turn.</summary>
    public Bounds? Bounds { get; init; }

    public TimeSpan Length => TimeSpan.FromSeconds(Stages.Sum(stage => stage.Seconds));

    public static IReadOnlyDictionary<string, Profile> ReadAll()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "profiles.json"));
        return JsonSerializer.Deserialize<Dictionary<string, Profile>>(file, JsonSerializerOptions.Web)!
            .ToDictionary(pair => pair.Key, pair => pair.Value with { Name = pair.Key });
    }

    /// <summary>The same, so many times as fast.</summary>
    public Profile Faster(double factor) => this with { Stages = [.. Stages.Select(stage => stage with { From = stage.From * factor, To = stage.To * factor })] };

    /// <summary>The same for so many seconds, each stage in its proportion.</summary>
    public Profile Lasting(double seconds) => this with { Stages = [.. Stages.Select(stage => stage with { Seconds = stage.Seconds * seconds / Length.TotalSeconds })] };
}

/// <param name="From">Messages a second at its beginning; it goes evenly to <paramref name="To"/>.</param>
internal sealed record Stage(double Seconds, double From, double To);

/// <param name="WebhookP99">In milliseconds, from when a post was due to its 200: of messages, and of reports.</param>
/// <param name="ReplyP99">In milliseconds, from when a message was due to the moment MSG91 took the reply.</param>
/// <param name="Memory">Of each process of the program, in MB, as the kernel counts what is resident.</param>
internal sealed record Bounds(double WebhookP99, double ReplyP99, double Memory);
