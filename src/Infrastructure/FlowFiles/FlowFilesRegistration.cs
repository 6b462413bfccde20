using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

public static class FlowFilesRegistration
{
    /// <param name="flowsPath">See <see cref="FlowsPath.Resolve"/>. Read when <see cref="FlowSet"/> is first asked for, which the program does before it serves.</param>
    public static IServiceCollection AddFlowFiles(this IServiceCollection services, string flowsPath) => services
        .AddSingleton(_ => FlowFileReader.ReadAll(flowsPath))
        .AddSingleton(provider => provider.GetRequiredService<FlowFileSet>().ToFlows())
        .AddSingleton<IFlowSources>(provider => new FlowFileSources(
            flowsPath, provider.GetRequiredService<FlowFileSet>(), provider.GetServices<IFileBesideFlows>()))
        .AddSingleton<FlowEngine>();
}
