using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Hours;
using WhatsAppSupport.Infrastructure.Outgoing;
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
    public void What_is_wrong_in_the_flows_and_in_what_lies_beside_them_is_named_together()
    {
        using var folder = new FlowFolder(
            ("support.yaml", "flow_id: support\nsteps: [ { type: mesage, text: Hello } ]"),
            ("system/hours.yaml", "time_zone: Nowhere\ndays: { monday: 9-17 }"),
            ("system/texts.yaml", "en: {}\nhi: 5"));
        using var services = new ServiceCollection().AddFlowFiles(folder.Path).AddSystemTexts(folder.Path).BuildServiceProvider();

        var invalid = Should.Throw<FlowFilesInvalidException>(() => services.GetRequiredService<IFlowFolder>().ReadToRun());

        invalid.Errors.Select(error => Path.GetRelativePath(folder.Path, error.File)).Distinct().ShouldBe(["support.yaml", "system/hours.yaml", "system/texts.yaml"]);
        invalid.Message.ShouldContain("hours.yaml:1:");
    }

    /// <summary>Refused, older flows would run in place of what was decided; the call itself is refused when it is made.</summary>
    [Fact]
    public void A_host_that_is_taken_off_the_list_stops_what_is_to_be_decided_and_not_what_was()
    {
        using var services = new ServiceCollection().AddFlowFiles(FlowsPath.Shipped, new AllowedHosts([], [])).AddSystemTexts(FlowsPath.Shipped).BuildServiceProvider();
        var reader = services.GetRequiredService<IFlowReader>();
        FlowText[] files = [new("main.yaml", "flow_id: main\nsteps: [ { type: api, url: 'https://api.shop.example/', on_error: [ { type: end } ] } ]")];

        reader.Read(files, isDecided: false).Flows.ShouldBeNull();
        var decided = reader.Read(files, isDecided: true);

        decided.Flows.ShouldNotBeNull();
        var problem = decided.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Severity).ShouldBe(("host_not_allowed", FlowSeverity.Warning));
    }

    [Fact]
    public void What_was_read_from_a_folder_is_read_the_same_from_its_texts()
    {
        using var services = new ServiceCollection().AddFlowFiles(FlowsPath.Shipped).AddSystemTexts(FlowsPath.Shipped).BuildServiceProvider();
        var folder = services.GetRequiredService<IFlowFolder>().ReadToRun();

        var texts = services.GetRequiredService<IFlowReader>().Read([.. folder.Files.Select(file => new FlowText(file.Name, file.Text))], isDecided: false);

        texts.Problems.ShouldBeEmpty();
        texts.Files.ShouldBe(folder.Files);
        texts.Flows!.All.Select(flow => flow.Version).ShouldBe(folder.Flows!.All.Select(flow => flow.Version));
        texts.Texts!.Get(SystemText.HandOver, "hi").ShouldBe(folder.Texts!.Get(SystemText.HandOver, "hi"));
    }

    [Fact]
    public void Hours_that_are_published_and_cannot_be_read_are_told_once_whatever_lies_in_the_folder()
    {
        using var folder = new FlowFolder((HoursFile.Name, "["));
        using var services = new ServiceCollection().AddFlowFiles(folder.Path).AddSystemTexts(folder.Path).BuildServiceProvider();

        var read = services.GetRequiredService<IFlowReader>().Read([new FlowText("good.yaml", "flow_id: good\nsteps: [ { type: message, text: Hello } ]"), new FlowText(HoursFile.Name, "[")], isDecided: false);

        read.Problems.ShouldHaveSingleItem().File.ShouldBe(HoursFile.Name);
    }
}
