using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

public static class FlowFilesRegistration
{
    /// <param name="flowsPath">See <see cref="FlowsPath.Resolve"/>. Read when <see cref="FlowSet"/> is first asked for, which the program does before it serves.</param>
    public static IServiceCollection AddFlowFiles(this IServiceCollection services, string flowsPath) => services
        .AddSingleton(_ => FlowFileReader.Read(flowsPath))
        .AddSingleton<FlowEngine>();
}
