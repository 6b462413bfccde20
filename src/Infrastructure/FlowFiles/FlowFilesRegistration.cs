using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

public static class FlowFilesRegistration
{
    /// <param name="flowsPath">See <see cref="FlowsPath.Resolve"/>.</param>
    public static IServiceCollection AddFlowFiles(this IServiceCollection services, string flowsPath)
    {
        var hours = new HoursOnDisk(flowsPath);
        return services
            .AddSingleton<IFileBesideFlows>(hours)
            .AddSingleton<ISystemFile>(hours)
            .AddSingleton<IFlowReader>(provider => new FlowTextReader(hours, provider.GetServices<ISystemFile>()))
            .AddSingleton<IFlowFolder>(provider => new FlowsOnDisk(flowsPath, hours, provider.GetServices<IFileBesideFlows>(), provider.GetServices<ISystemFile>()));
    }
}
