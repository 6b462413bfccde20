using System.Net.Sockets;
using Npgsql;
using WhatsAppSupport.Api.CommandLine.Checks;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Infrastructure.Persistence.Checks;
using WhatsAppSupport.Infrastructure.Redis;

namespace WhatsAppSupport.UnitTests.Checkups;

public sealed class JudgementTests
{
    [Theory]
    [InlineData("noeviction", "0", Verdict.Good, "Redis 7.2.4, without a limit to its memory")]
    [InlineData("allkeys-lru", "104857600", Verdict.Good, "Redis 7.2.4, maxmemory-policy allkeys-lru")]
    [InlineData("noeviction", "104857600", Verdict.Doubtful, "Redis 7.2.4, which takes nothing more when it is full (maxmemory-policy noeviction, with a limit of 100 MiB)")]
    public void Redis_must_make_room_when_it_is_full(string policy, string limit, Verdict verdict, string words)
    {
        var judged = RedisCheck.Judge(new Dictionary<string, string> { ["redis_version"] = "7.2.4", ["maxmemory_policy"] = policy, ["maxmemory"] = limit });

        (judged.Verdict, judged.Words).ShouldBe((verdict, words));
    }

    [Fact]
    public void A_database_of_another_version_is_told_with_what_to_do()
    {
        string[] ours = ["1_One", "2_Two"];

        MigrationsCheck.Compare(ours, ours).ShouldBe(Finding.Good("all 2 are applied, up to Two"));
        MigrationsCheck.Compare(ours, []).Words.ShouldBe("2 of 2 are not applied yet");
        MigrationsCheck.Compare(ours, [.. ours, "3_Three"]).Words.ShouldBe("the database is newer than this program: it has 1 more, up to Three");
    }

    [Theory]
    [InlineData(DiskCheck.TooLittle - 1, Verdict.Wrong)]
    [InlineData(DiskCheck.TooLittle, Verdict.Doubtful)]
    [InlineData(DiskCheck.Little, Verdict.Good)]
    public void A_disk_must_have_room(long free, Verdict verdict)
    {
        DiskCheck.Judge(free).Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void Why_a_database_lets_nobody_in_is_told_without_its_address()
    {
        static PostgresException Refused(string state) => new("of a-user at a-host", "FATAL", "FATAL", state);

        var told = new[]
        {
            DatabaseTrouble.Of(Refused(PostgresErrorCodes.InvalidPassword)), DatabaseTrouble.Of(Refused(PostgresErrorCodes.InvalidCatalogName)), DatabaseTrouble.Of(Refused("XX000")),
            DatabaseTrouble.Of(new NpgsqlException("a-host", new SocketException((int)SocketError.HostNotFound))), DatabaseTrouble.Of(new NpgsqlException("a-host", new TimeoutException())),
        };

        told.Select(finding => finding.Words).ShouldBe(
        [
            "the server refuses the user or the password", "the server has no database of that name", "the server refuses (XX000)", "the server's name cannot be resolved",
            "the server does not answer in time",
        ]);
        told.ShouldAllBe(finding => finding.Verdict == Verdict.Wrong && finding.WayOut != null && !finding.WayOut.Contains("a-host"));
    }
}
