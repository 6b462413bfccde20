using System.Net;
using System.Security.Cryptography;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>A disk without a byte left under either database.</summary>
[Collection(Alone.Name)]
public sealed class DiskFullTests
{
    /// <summary>Elsewhere: PostgresRefusesTests has the same SQLSTATE without a disk.</summary>
    [SmallDiskFact]
    public async Task Postgres_without_room_takes_nothing_and_goes_on_when_there_is_room_again()
    {
        using var disk = SmallDisk.Mount(megabytes: 200);
        await using var postgres = await PostgresServer.StartNewAsync(place: disk.Path, also: new Dictionary<string, string> { ["autovacuum"] = "off" });
        await using var service = await SupportService.StartAsync(
            Backend.Production, Flows.All, new Dictionary<string, string?> { ["DATABASE_URL"] = await postgres.CreateDatabaseAsync() });
        var crowd = new Crowd(service, 50);
        await crowd.PostUntilTakenAsync();

        await disk.FillAsync();
        await IsFullAsync(service);
        var refused = new Crowd(service, 50);
        await refused.PostAsync();

        disk.Free();
        await refused.PostUntilTakenAsync();
        await crowd.IsAnsweredOnceAsync();
    }

    /// <summary>Small ones may still find room in a page that exists; one with many random bytes needs new pages.</summary>
    private static async Task IsFullAsync(SupportService service)
    {
        var large = Shape.Plain.Text(Customers.Next(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(400_000)), Posting.NewId());
        using var response = await service.PostAsync(large);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }
}
