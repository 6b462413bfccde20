using System.Data.Common;
using System.Globalization;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.Persistence.Checks;

/// <summary>Whether the database lets us in, what it is, and what time it believes it is.</summary>
internal sealed class DatabaseCheck(Database database, HeardClocks clocks, TimeProvider clock) : ICheck
{
    /// <summary>With this one the program is tested; an older one lacks what some statements need.</summary>
    private const int OldestPostgres = 15;

    public string Name => "database";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (!database.IsThere)
        {
            return [Finding.Doubtful("the SQLite file is not there yet", "start the program, or type -- db migrate: either makes it")];
        }

        try
        {
            return [await AskAsync(cancellationToken)];
        }
        catch (DbException refused)
        {
            return [DatabaseTrouble.Of(refused)];
        }
    }

    private async Task<Finding> AskAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Of(database, database.WhoItIs);
        var asked = clock.GetUtcNow();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var version = reader.GetString(0);
        if (await reader.IsDBNullAsync(1, cancellationToken))
        {
            return Finding.Good($"SQLite {version}");
        }

        // Halfway between the question and the answer, as near as anybody can tell.
        clocks.Hear("the database", database.ReadInstant(reader, 1), asked + ((clock.GetUtcNow() - asked) / 2));
        return MajorOf(version) < OldestPostgres
            ? Finding.Doubtful($"PostgreSQL {version}", $"the program is tested with {OldestPostgres} and newer: upgrade the server")
            : Finding.Good($"PostgreSQL {version}");
    }

    private static int MajorOf(string version) => int.TryParse(version.AsSpan(0, version.AsSpan().IndexOfAnyExcept("0123456789".AsSpan()) is var end and >= 0 ? end : version.Length), CultureInfo.InvariantCulture, out var major)
        ? major
        : OldestPostgres;
}
