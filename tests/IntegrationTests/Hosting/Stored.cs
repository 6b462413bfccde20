using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>A look past the program, straight into what it stores.</summary>
public static class Stored
{
    public static async Task<long> CountAsync(this IRunningSupport service, string from) =>
        Convert.ToInt64(await service.ScalarAsync($"SELECT count(*) FROM {from}"), CultureInfo.InvariantCulture);

    public static async Task<object?> ScalarAsync(this IRunningSupport service, string sql)
    {
        await using var connection = await OpenAsync(service);
        await using var command = CommandOf(connection, sql);
        return await command.ExecuteScalarAsync();
    }

    public static async Task<int> ExecuteAsync(this IRunningSupport service, string sql)
    {
        await using var connection = await OpenAsync(service);
        await using var command = CommandOf(connection, sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of each row.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(this IRunningSupport service, string sql)
    {
        await using var connection = await OpenAsync(service);
        await using var command = CommandOf(connection, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(await reader.GetFieldValueAsync<T>(0));
        }

        return rows;
    }

    /// <summary>What is true of the customer's row, and of no other; their number stands there sealed.</summary>
    public static string IsAt(this SupportService service, string phone) => $"phone_hash = {Sql.Id(service, service.HashOf(phone).Value)}";

    /// <summary>The same for who is known by a user id.</summary>
    public static string IsKnownAs(this SupportService service, string bsuid) => $"bsuid_hash = {Sql.Id(service, service.Get<ILookupHashes>().OfBsuid(bsuid).Value)}";

    /// <summary>The next turn of that customer begins at the database.</summary>
    public static async Task ForgetSessionAsync(this SupportService service, string phone) =>
        await service.Get<ISessionStore>().ForgetAsync(new SessionKey(service.HashOf(phone), SupportService.OurNumber), CancellationToken.None);

    private static LookupHash HashOf(this SupportService service, string phone)
    {
        PhoneNumber.Parse(phone).Succeeded(out var number, out _).ShouldBeTrue();
        return service.Get<ILookupHashes>().OfPhone(number);
    }

    private static async Task<DbConnection> OpenAsync(IRunningSupport service)
    {
        const string sqlite = "sqlite:///";
        var url = service.Environment["DATABASE_URL"]!;
        DbConnection connection = url.StartsWith(sqlite, StringComparison.Ordinal)
            ? new SqliteConnection($"Data Source={url[sqlite.Length..]};Pooling=False")
            : new NpgsqlConnection(PostgresServerUrl.ConnectionString(url));
        await connection.OpenAsync();
        return connection;
    }

    // CA2100: a test's own words, nothing from outside.
#pragma warning disable CA2100
    private static DbCommand CommandOf(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
#pragma warning restore CA2100
}
