namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>The program under test, wherever it runs: what can be posted to it, and what came of it.</summary>
public interface IRunningSupport
{
    HttpClient Http { get; }

    StandIns StandIns { get; }

    /// <summary>The settings as environment variables.</summary>
    IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>What time the program believes it is.</summary>
    DateTimeOffset Now { get; }
}
