using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;

return await Start.OrSayWhyNotAsync(async () =>
{
    var settings = ProcessEnvironment.Read();
    await using var app = SupportApp.Build(settings, args);
    await app.StartAndAnnounceAsync(settings, Start.TerminalOf(settings));
    await app.WaitForShutdownAsync();
}, Console.Error);
