using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Checkups;

namespace WhatsAppSupport.Infrastructure.Persistence.Checks;

/// <summary>Whether the database is of this program's version.</summary>
internal sealed class MigrationsCheck(Database database, IContextFactory contexts) : ICheck
{
    public string Name => "migrations";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (!database.IsThere)
        {
            return [Finding.Doubtful("there is no database yet", "start the program, or type -- db migrate")];
        }

        try
        {
            await using var context = contexts.Create();
            var ours = context.Database.GetMigrations().ToList();
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
            return [Compare(ours, applied)];
        }
        catch (DbException)
        {
            return [Finding.Wrong("cannot be seen while the database lets nobody in", "put the database right first")];
        }
    }

    internal static Finding Compare(IReadOnlyList<string> ours, IReadOnlyList<string> applied)
    {
        var newer = applied.Except(ours, StringComparer.Ordinal).ToList();
        var pending = ours.Except(applied, StringComparer.Ordinal).ToList();
        return newer.Count > 0
            ? Finding.Doubtful(
                $"the database is newer than this program: it has {newer.Count} more, up to {MigrationName.Of(newer[^1])}",
                "right while an upgrade is under way; otherwise start the newer program")
            : pending.Count > 0
            ? Finding.Doubtful($"{pending.Count} of {ours.Count} are not applied yet", "type -- db migrate; the next start of the program applies them, too")
            : Finding.Good($"all {ours.Count} are applied, up to {MigrationName.Of(ours[^1])}");
    }
}

/// <summary>A migration's own name, without the moment that orders it.</summary>
public static class MigrationName
{
    public static string Of(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
