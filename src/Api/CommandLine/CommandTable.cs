using System.Collections.Frozen;
using WhatsAppSupport.Api.CommandLine.Checks;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>All commands there are. What begins like a setting (<c>--urls=…</c>) is none, and goes to the host.</summary>
internal static class CommandTable
{
    private static readonly IReadOnlyList<string> AsksForHelp = ["help", "--help", "-h"];

    private static readonly IReadOnlyList<Command> InOrder =
    [
        new("help", "prints this", HelpAsync),
        new("health", "asks the program on this machine whether it is ready: 0 it is, 1 it is not", HealthCommand.RunAsync),
        new("doctor", "looks at settings, database, Redis, flows, keys and models, and says what is wrong and what to do", DoctorCommand.RunAsync),
        new("doctor webhook", "prints what MSG91's dashboard is given, tries the webhook, and finds what was missed", WebhookDoctorCommand.RunAsync) { Options = [MissedMessagesCheck.Option] },
        new("db migrate", "brings the database up to this version, as a start does", DatabaseCommand.MigrateAsync),
        new("db seed", "fills a sandbox with an invented shop: people, customers, conversations", DatabaseCommand.SeedAsync),
        new("db backup", "writes all that is stored into a file, beside the program that serves it", BackupCommand.WriteAsync) { Takes = "FILE" },
        new("db restore", "reads such a file into a database that has nothing yet", BackupCommand.ReadAsync) { Takes = "FILE" },
        new("db park", "after another tool has restored a database: parks what waited in it, so that nothing is done twice", BackupCommand.ParkAsync),
        new("keys new", "prints a new key for ENCRYPTION_KEYS", KeysCommand.NewAsync),
        new("keys status", "prints which keys the database needs", KeysCommand.StatusAsync),
        new("keys rotate", "seals with the first key of ENCRYPTION_KEYS what older ones have sealed", KeysCommand.RotateAsync),
        new("keys encrypt", "seals what was stored before there were keys", KeysCommand.EncryptAsync),
    ];

    /// <summary>Two of one name stop every start, and so every test.</summary>
    private static readonly FrozenDictionary<string, Command> ByName = InOrder.ToFrozenDictionary(command => command.Name, StringComparer.Ordinal);

    public static IEnumerable<Command> All => InOrder;

    public static bool IsCommand(IReadOnlyList<string> words) =>
        words.Count > 0 && (AsksForHelp.Contains(words[0]) || !(words[0].StartsWith('-') || words[0].StartsWith('/') || words[0].Contains('=', StringComparison.Ordinal)));

    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">There is no such command, or it takes no such option: its lines say what there is.</exception>
    public static Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, CancellationToken cancellationToken)
    {
        if (AsksForHelp.Contains(words[0]))
        {
            words = ["help"];
        }

        // "doctor webhook" is not "doctor" with an option.
        var two = string.Join(' ', words.Take(2));
        var (command, options) = ByName.TryGetValue(two, out var longer) ? (longer, words.Skip(2).ToList()) : (ByName.GetValueOrDefault(words[0]), words.Skip(1).ToList());
        return command is not null && command.Fits(options)
            ? command.RunAsync(new Typed(options, output, cancellationToken))
            : throw new StartRefusedException(UsageFor(words[0]));
    }

    /// <summary>Of the commands that begin with that word; of all where none does.</summary>
    private static string[] UsageFor(string word)
    {
        var near = InOrder.Where(command => command.Group == word).ToList();
        return [.. Lines(near.Count > 0 ? near : InOrder)];
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Command> commands)
    {
        var width = commands.Max(command => command.Usage.Length);
        return commands.Select(command => $"{command.Usage.PadRight(width)}   {command.Does}");
    }

    private static async Task<int> HelpAsync(Typed typed)
    {
        await typed.SayAsync("Without a command the program starts, with the settings of its environment and of .env (docs/settings.md). The commands:");
        await typed.SayAsync("");
        foreach (var line in Lines(InOrder))
        {
            await typed.SayAsync(line);
        }

        return 0;
    }
}
