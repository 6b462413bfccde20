using System.Data.Common;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>A hand-written statement with its values, for either database.</summary>
internal static class Statement
{
    public static DbCommand Of(this DbConnection connection, Database database, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                DateTimeOffset instant => database.Instant(instant),
                _ => value,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<List<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
