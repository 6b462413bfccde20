using System.Net;
using Microsoft.Data.Sqlite;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>A laptop's database can be away, too: somebody's tool holds the file, or the disk is full.</summary>
[Collection(Alone.Name)]
public sealed class SqliteOutageTests
{
    [Fact]
    public async Task While_somebody_elses_tool_holds_the_file_nothing_is_taken_and_afterwards_everything_goes_on()
    {
        await using var service = await SupportService.StartAsync(Backend.Laptop, Flows.All);
        var before = new Crowd(service, 20);
        var meanwhile = new Crowd(service, 100);
        await before.PostUntilTakenAsync();

        await using (var tool = new SqliteConnection($"Data Source={Path.Combine(service.DataFolder, "support.db")};Pooling=False"))
        {
            await tool.OpenAsync();
            await using var hold = tool.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync();
            (await meanwhile.PostAsync()).ShouldAllBe(status => status == HttpStatusCode.ServiceUnavailable);
            (await meanwhile.PostAsync()).ShouldAllBe(status => status == HttpStatusCode.ServiceUnavailable);
        }

        await meanwhile.PostUntilTakenAsync();
        await before.IsAnsweredOnceAsync();
        await meanwhile.IsAnsweredOnceAsync();
    }

    /// <summary>Elsewhere: DatabaseFaultsTests has SQLite's code for it without a disk.</summary>
    [SmallDiskFact]
    public async Task Without_room_on_the_disk_nothing_is_taken_and_afterwards_everything_goes_on()
    {
        using var disk = SmallDisk.Mount(megabytes: 16);
        await using var service = await SupportService.StartAsync(
            Backend.Laptop, Flows.All, new Dictionary<string, string?> { ["DATABASE_URL"] = $"sqlite:///{Path.Combine(disk.Path, "support.db")}" });
        var before = new Crowd(service, 20);
        var meanwhile = new Crowd(service, 100);
        await before.PostUntilTakenAsync();

        await disk.FillAsync();
        (await meanwhile.PostAsync()).ShouldContain(HttpStatusCode.ServiceUnavailable);
        (await meanwhile.PostAsync()).ShouldContain(HttpStatusCode.ServiceUnavailable);

        disk.Free();
        await meanwhile.PostUntilTakenAsync();
        await before.IsAnsweredOnceAsync();
        await meanwhile.IsAnsweredOnceAsync();
    }
}
