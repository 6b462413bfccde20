using WhatsAppSupport.Api.CommandLine;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;

return await Start.OrSayWhyNotAsync(async () =>
{
    if (args is [KeysCommand.Name, .. var words])
    {
        await KeysCommand.RunAsync(words, Console.Out, CancellationToken.None);
        return;
    }

    var settings = ProcessEnvironment.Read();
    await using var app = SupportApp.Build(settings, args);
    await app.StartAndAnnounceAsync(settings, Start.TerminalOf(settings));
    await app.WaitForShutdownAsync();
}, Console.Error);
