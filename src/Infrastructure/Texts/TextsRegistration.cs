using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Infrastructure.Texts;

public static class TextsRegistration
{
    /// <param name="flowsPath">The folder of the flows, resolved.</param>
    public static IServiceCollection AddSystemTexts(this IServiceCollection services, string flowsPath) => services
        .AddSingleton<ISystemTexts>(_ => SystemTextsFile.Read(SystemTextsFile.PathIn(flowsPath)))
        .AddSingleton<IFileBesideFlows>(new SystemTextsOnDisk(flowsPath));
}
