using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

public static class FlowFilesRegistration
{
    /// <param name="flowsPath">See <see cref="FlowsPath.Resolve"/>.</param>
    public static IServiceCollection AddFlowFiles(this IServiceCollection services, string flowsPath) => services
        .AddSingleton<IFlowReader, FlowTextReader>()
        .AddSingleton<IFlowFolder>(provider => new FlowsOnDisk(
            flowsPath, provider.GetServices<IFileBesideFlows>(), provider.GetServices<ISystemFile>()));
}
