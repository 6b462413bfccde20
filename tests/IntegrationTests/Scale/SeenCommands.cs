using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WhatsAppSupport.IntegrationTests.Scale;

/// <summary>Remembers the very commands that the program asks its database with, and what they ask for.</summary>
public sealed class SeenCommands : DbCommandInterceptor
{
    private readonly List<SeenCommand> seen = [];

    /// <summary>What was asked since the last time.</summary>
    public IReadOnlyList<SeenCommand> Take()
    {
        lock (seen)
        {
            SeenCommand[] taken = [.. seen];
            seen.Clear();
            return taken;
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        lock (seen)
        {
            seen.Add(new SeenCommand(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        }

        return ValueTask.FromResult(result);
    }
}

public sealed record SeenCommand(string Text, IReadOnlyList<DbParameter> Parameters)
{
    /// <summary>The same with other words before it.</summary>
    public DbCommand After(string words, DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = words + Text;
        foreach (var parameter in Parameters)
        {
            command.Parameters.Add(parameter is ICloneable copied ? copied.Clone() : Copy(command, parameter));
        }

        return command;
    }

    private static DbParameter Copy(DbCommand command, DbParameter parameter)
    {
        var copy = command.CreateParameter();
        (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
        return copy;
    }
}
