using WhatsAppSupport.Api.CommandLine;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;

return await Start.OrSayWhyNotAsync(async () =>
{
    if (CommandTable.IsCommand(args))
    {
        return await CommandTable.RunAsync(args, Console.Out, CancellationToken.None);
    }

    var settings = ProcessEnvironment.Read();
    await using var app = SupportApp.Build(settings, args);
    await app.StartAndAnnounceAsync(settings, Start.TerminalOf(settings));
    await app.WaitForShutdownAsync();
    return 0;
}, Console.Error);
