using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.Infrastructure.Texts;

public static class TextsRegistration
{
    /// <summary>What the program says comes with the flows that run; this is how its file is read.</summary>
    /// <param name="flowsPath">The folder of the flows, resolved.</param>
    public static IServiceCollection AddSystemTexts(this IServiceCollection services, string flowsPath)
    {
        var texts = new SystemTextsOnDisk(flowsPath);
        return services.AddSingleton<IFileBesideFlows>(texts).AddSingleton<ISystemFile>(texts);
    }
}
