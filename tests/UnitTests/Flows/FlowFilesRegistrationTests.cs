using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class FlowFilesRegistrationTests
{
    [Fact]
    public void The_flows_and_the_texts_of_the_folder_can_run_together()
    {
        using var services = new ServiceCollection().AddFlowFiles(FlowsPath.Shipped).AddSystemTexts(FlowsPath.Shipped).BuildServiceProvider();

        var read = services.GetRequiredService<IFlowFolder>().ReadToRun();

        new Talk(new FlowEngine(read.Flows!)).Writes("hi").Last.Handled.ShouldBeTrue();
        read.Texts!.Get(SystemText.HandOver, "hi").ShouldNotBeEmpty();
    }

    [Fact]
    public void What_was_read_from_a_folder_is_read_the_same_from_its_texts()
    {
        using var services = new ServiceCollection().AddFlowFiles(FlowsPath.Shipped).AddSystemTexts(FlowsPath.Shipped).BuildServiceProvider();
        var folder = services.GetRequiredService<IFlowFolder>().ReadToRun();

        var texts = services.GetRequiredService<IFlowReader>().Read([.. folder.Files.Select(file => new FlowText(file.Name, file.Text))]);

        texts.Problems.ShouldBeEmpty();
        texts.Files.ShouldBe(folder.Files);
        texts.Flows!.All.Select(flow => flow.Version).ShouldBe(folder.Flows!.All.Select(flow => flow.Version));
        texts.Texts!.Get(SystemText.HandOver, "hi").ShouldBe(folder.Texts!.Get(SystemText.HandOver, "hi"));
    }
}
