using WhatsAppSupport.Infrastructure.Redis;

namespace WhatsAppSupport.UnitTests.Sessions;

public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost:6379", null, 0, false)]
    [InlineData("redis://localhost/", "localhost:6379", null, 0, false)]
    [InlineData(" redis://10.0.0.7:6380/3 ", "10.0.0.7:6380", null, 3, false)]
    [InlineData("redis://:s3cret@cache.internal:6379/0", "cache.internal:6379", "s3cret", 0, false)]
    [InlineData("redis://default:s3cret@cache.internal", "cache.internal:6379", "s3cret", 0, false)]
    [InlineData("redis://default:@cache.internal", "cache.internal:6379", null, 0, false)]
    [InlineData("rediss://:p%40ss%2Fw%3Ard@cache.internal:6380", "cache.internal:6380", "p@ss/w:rd", 0, true)]
    [InlineData("REDISS://:a:b@h", "h:6379", "a:b", 0, true)]
    [InlineData("redis://:p@ss@h", "h:6379", "p@ss", 0, false)]
    [InlineData("redis://:p,ss@h,i", "h:6379,i:6379", "p,ss", 0, false)]
    [InlineData("redis://:p%40ss%2Cw@a,b:7001/0", "a:6379,b:7001", "p@ss,w", 0, false)]
    [InlineData("redis://a:7000,b:7001,c", "a:7000,b:7001,c:6379", null, 0, false)]
    [InlineData("redis://[::1]:6390/1", "::1:6390", null, 1, false)]
    [InlineData("redis://[::1]", "::1:6379", null, 0, false)]
    [InlineData("redis://:pw@redis.railway.internal:6379?family=0", "redis.railway.internal:6379", "pw", 0, false)]
    public void What_platforms_hand_out_is_read(string url, string hosts, string? password, int database, bool tls)
    {
        var options = RedisUrl.Parse(url).Value;

        options.ToString().ShouldBe(hosts);
        options.Password.ShouldBe(password);
        options.Database.ShouldBe(database);
        options.UsesTls.ShouldBe(tls);
    }

    [Theory]
    [InlineData("", "must begin with redis://")]
    [InlineData("localhost:6379,password=s3cret", "must begin with redis://")]
    [InlineData("http://:s3cret@localhost", "must begin with redis://")]
    [InlineData("redis+sentinel://:s3cret@a:26379/primary", "Sentinel is not supported")]
    [InlineData("redis-sentinel://:s3cret@a:26379,b:26379/primary", "Sentinel is not supported")]
    [InlineData("REDISS+SENTINEL://a/primary", "Sentinel is not supported")]
    [InlineData("redis://a:7000,redis://:s3cret@b:7000", "several hosts stand in one URL")]
    [InlineData("redis://:s3cret@a:7000,:s3cret@b:7000", "the password stands once")]
    [InlineData("redis://app:@localhost", "the user 'default' only")]
    [InlineData("redis://app:s3cret@localhost", "the user 'default' only")]
    [InlineData("redis://s3cret@localhost", "after a colon")]
    [InlineData("redis://", "a host is missing")]
    [InlineData("redis://:s3cret@", "a host is missing")]
    [InlineData("redis://a,,b", "a host is missing")]
    [InlineData("redis://:s3cret@a b", "a host is missing")]
    [InlineData("redis://localhost:0", "from 1 to 65535")]
    [InlineData("redis://localhost:65536", "from 1 to 65535")]
    [InlineData("redis://localhost:port", "from 1 to 65535")]
    [InlineData("redis://localhost:", "from 1 to 65535")]
    [InlineData("redis://localhost/zero", "is a number")]
    [InlineData("redis://localhost/-1", "is a number")]
    [InlineData("redis://a,b/1", "database 0 only")]
    [InlineData("redis://localhost?ssl=true", "rediss://")]
    public void What_is_wrong_is_said_without_the_password(string url, string problem)
    {
        var error = RedisUrl.Parse(url).Error.ShouldNotBeNull();

        error.Message.ShouldStartWith("REDIS_URL: ");
        error.Message.ShouldContain(problem);
        error.Message.ShouldContain("such as redis", Case.Sensitive, "it says what a right value looks like");
        error.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Printed_options_do_not_tell_the_password() =>
        $"{RedisUrl.Parse("redis://:s3cret@localhost").Value}".ShouldBe("localhost:6379");
}
