using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.PrivateServers;

public sealed class RedisClusterTests
{
    [Fact]
    public async Task A_killed_masters_slots_are_served_by_its_replica_and_it_may_come_back()
    {
        await using var cluster = await RedisCluster.StartNewAsync();

        var killed = await cluster.KillMasterAsync();
        await cluster.IsWholeAsync(without: killed);
        await cluster.StartAsync(killed);
        await cluster.IsWholeAsync();

        cluster.Url.Split(',').Length.ShouldBe(6);
    }
}
