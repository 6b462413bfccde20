using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;

namespace WhatsAppSupport.IntegrationTests.Start;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-test-");

    [Fact]
    public async Task A_file_that_is_no_database_is_named_at_once_and_left_as_it_is()
    {
        var file = Path.Combine(folder.FullName, "shop.db");
        await File.WriteAllTextAsync(file, "not a database, whatever its name says");
        await using var app = SupportApp.Build(ProcessEnvironment.Read(
            new Dictionary<string, string?> { ["PORT"] = "0", ["DATABASE_URL"] = $"sqlite:///{file}" }, dataFolder: folder.FullName));

        var refused = await Should.ThrowAsync<StartRefusedException>(() => app.StartAsync());

        var line = refused.Lines.ShouldHaveSingleItem();
        line.ShouldStartWith($"DATABASE_URL: {file} cannot be used as a SQLite file");
        line.ShouldNotContain("password");
        (await File.ReadAllTextAsync(file)).ShouldStartWith("not a database");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
