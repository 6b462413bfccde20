using Npgsql;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.UnitTests.Settings;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData(null, "data/whatsapp-support.db")]
    [InlineData("", "data/whatsapp-support.db")]
    [InlineData("sqlite:///data/shop.db", "data/shop.db")]
    [InlineData("sqlite:////var/lib/shop.db", "/var/lib/shop.db")]
    [InlineData("sqlite://shop.db", "shop.db")]
    [InlineData("sqlite:shop", "shop")]
    [InlineData("data/shop.db", "data/shop.db")]
    [InlineData("/var/lib/shop.sqlite3", "/var/lib/shop.sqlite3")]
    public void A_file_is_SQLite(string? text, string path)
    {
        DatabaseUrl.Parse(text, out var problem, out _).ShouldBe(new DatabaseTarget.Sqlite(path));

        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("postgres://user:word@host:5433/shop", "host", 5433, "user", "word", "shop")]
    [InlineData("postgresql://user:word@host/shop", "host", 5432, "user", "word", "shop")]
    [InlineData("POSTGRES://user@host/shop", "host", 5432, "user", null, "shop")]
    [InlineData("postgres://host", "host", 5432, null, null, null)]
    [InlineData("postgres://user:@host/", "host", 5432, "user", null, null)]
    [InlineData("postgres://us%40er:p%40%3A%2F%3F%23%25w@host/sh%20op", "host", 5432, "us@er", "p@:/?#%w", "sh op")]
    [InlineData("postgres://user:p@ss@host/shop", "host", 5432, "user", "p@ss", "shop")]
    [InlineData("postgres://user:word@[::1]:5433/shop", "::1", 5433, "user", "word", "shop")]
    [InlineData("postgres://user:word@one:5432,two:5433/shop", "one:5432,two:5433", 5432, "user", "word", "shop")]
    [InlineData("postgres:///shop?host=/var/run/postgresql&user=me&port=5434", "/var/run/postgresql", 5434, "me", null, "shop")]
    [InlineData("postgres://host/?dbname=shop&password=word&user=me", "host", 5432, "me", "word", "shop")]
    [InlineData("Host=host;Username=user;Password=word;Database=shop", "host", 5432, "user", "word", "shop")]
    public void An_address_is_PostgreSQL(string text, string host, int port, string? user, string? password, string? database)
    {
        var parsed = Parsed(text);

        (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database).ShouldBe((host, port, user, password, database));
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("allow", SslMode.Allow)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void How_the_line_is_secured_is_taken_over(string text, SslMode mode)
    {
        Parsed($"postgres://u@h/d?sslmode={text}&sslrootcert=/ca.pem").SslMode.ShouldBe(mode);
    }

    [Fact]
    public void Parameters_of_the_driver_are_taken_over_and_foreign_ones_are_named()
    {
        var target = DatabaseUrl.Parse(
            "postgres://u@h/d?channel_binding=require&connect_timeout=7&application_name=bot&options=-csearch_path%3Dx&pgbouncer=true&schema=x",
            out _, out var ignored).ShouldBeOfType<DatabaseTarget.Postgres>();
        var parsed = new NpgsqlConnectionStringBuilder(target.ConnectionString);

        (parsed.ChannelBinding, parsed.Timeout, parsed.ApplicationName, parsed.Options).ShouldBe((ChannelBinding.Require, 7, "bot", "-csearch_path=x"));
        ignored.ShouldBe(["pgbouncer", "schema"]);
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres:///shop")]
    [InlineData("postgres://u:KEPT@h:0/d")]
    [InlineData("postgres://u:KE/PT@h/d?connect_timeout=x")]
    [InlineData("postgres://u:KEPT@h/d?sslmode=maybe")]
    [InlineData("postgres://u:KEPT@h/d?port=x")]
    [InlineData("mysql://u:KEPT@h/d")]
    [InlineData("Host=h;Colour=KEPT")]
    [InlineData("KEPT")]
    [InlineData("sqlite://")]
    [InlineData("sqlite:///data/")]
    [InlineData("sqlite://:memory:")]
    public void What_is_neither_is_refused_without_being_echoed(string text)
    {
        DatabaseUrl.Parse(text, out var problem, out _).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldNotContain("KEPT");
    }

    [Fact]
    public void What_it_is_can_be_told_without_the_password()
    {
        var target = DatabaseUrl.Parse("postgres://user:KEPT@host/shop", out _, out _)!;

        target.ToString().ShouldBe("PostgreSQL, database shop at host");
    }

    private static NpgsqlConnectionStringBuilder Parsed(string text)
    {
        var target = DatabaseUrl.Parse(text, out var problem, out _);
        problem.ShouldBeNull();
        return new NpgsqlConnectionStringBuilder(target.ShouldBeOfType<DatabaseTarget.Postgres>().ConnectionString);
    }
}
