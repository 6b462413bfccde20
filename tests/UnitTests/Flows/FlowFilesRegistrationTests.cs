using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class FlowFilesRegistrationTests
{
    [Fact]
    public void The_engine_runs_the_flows_of_the_folder()
    {
        using var services = new ServiceCollection().AddFlowFiles(FlowsPath.Shipped).AddSystemTexts(FlowsPath.Shipped).BuildServiceProvider();
        var texts = services.GetRequiredService<ISystemTexts>();

        var talk = new Talk(services.GetRequiredService<FlowEngine>()).Writes("hi");

        talk.Last.Handled.ShouldBeTrue();
        texts.Get(SystemText.HandOver, "hi").ShouldNotBeEmpty();
    }
}
