using WhatsAppSupport.Api.CommandLine;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class CommandTableTests
{
    [Theory]
    [InlineData(true, "help")]
    [InlineData(true, "--help")]
    [InlineData(true, "-h")]
    [InlineData(true, "doctor")]
    [InlineData(true, "serve")]
    [InlineData(false, "--urls=http://localhost:1")]
    [InlineData(false, "--environment")]
    [InlineData(false, "/urls")]
    [InlineData(false, "urls=http://localhost:1")]
    public void What_begins_like_a_setting_is_no_command(bool isCommand, string word)
    {
        CommandTable.IsCommand([word, "webhook"]).ShouldBe(isCommand);
        CommandTable.IsCommand([]).ShouldBeFalse();
    }

    [Fact]
    public async Task Help_tells_every_command()
    {
        var output = new StringWriter();

        (await CommandTable.RunAsync(["--help"], output, CancellationToken.None)).ShouldBe(0);

        CommandTable.All.ShouldAllBe(command => output.ToString().Contains($"\n{command.Usage} "));
    }

    [Theory]
    [InlineData("keys frobnicate", "keys")]
    [InlineData("db", "db")]
    [InlineData("doctor --quick", "doctor")]
    [InlineData("doctor webhook --quick", "doctor")]
    [InlineData("health now", "health")]
    public void What_nobody_knows_is_answered_with_what_is_near(string typed, string group)
    {
        var refused = Should.Throw<StartRefusedException>(() => CommandTable.RunAsync(typed.Split(' '), TextWriter.Null, CancellationToken.None));

        refused.Lines.ShouldAllBe(line => line.StartsWith(group));
        refused.Lines.Count.ShouldBe(CommandTable.All.Count(command => command.Group == group));
    }
}
