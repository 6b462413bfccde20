using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

public static class FlowFilesRegistration
{
    /// <param name="flowsPath">See <see cref="FlowsPath.Resolve"/>.</param>
    /// <param name="hosts">Which hosts flows may ask; null: that is not judged when they are read.</param>
    public static IServiceCollection AddFlowFiles(this IServiceCollection services, string flowsPath, AllowedHosts? hosts = null)
    {
        var hours = new HoursOnDisk(flowsPath);
        return services
            .AddSingleton<IFileBesideFlows>(hours)
            .AddSingleton<ISystemFile>(hours)
            .AddSingleton<IFlowReader>(provider => new FlowTextReader(hours, hosts, provider.GetServices<ISystemFile>()))
            .AddSingleton<IFlowFolder>(provider => new FlowsOnDisk(flowsPath, hours, hosts, provider.GetServices<IFileBesideFlows>(), provider.GetServices<ISystemFile>()));
    }
}
