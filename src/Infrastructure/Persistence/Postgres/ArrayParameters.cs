using Npgsql;
using NpgsqlTypes;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>Columns of a batch as arrays, for <c>unnest</c>.</summary>
internal static class ArrayParameters
{
    public static void AddArray<TRow, TValue>(
        this NpgsqlParameterCollection parameters, string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> column)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = column(rows[index]);
        }

        parameters.Add(new NpgsqlParameter<TValue[]>(name, values) { NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
