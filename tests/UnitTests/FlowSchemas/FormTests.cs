using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;
using WrittenFlow = WhatsAppSupport.Application.Flows.FlowText;

namespace WhatsAppSupport.UnitTests.FlowSchemas;

/// <summary>What a form says that a map has is what is read of it: no field is read and not said, and none is said and not read.</summary>
public sealed class FormTests
{
    public static readonly TheoryData<string> Steps = [.. StepReaders.All.Select(reader => reader.Kind)];

    public static readonly TheoryData<string> Triggers = [.. TriggerReader.Forms.Select(form => form.Key)];

    public static readonly TheoryData<string> Checks = [.. InputCheckReader.Forms.Select(form => form.Key)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Of_a_step(string kind)
    {
        var reader = StepReaders.All.Single(reader => reader.Kind == kind);
        var fields = Fields();

        reader.Read(fields, new FlowReading(fields.Findings));

        fields.Taken.ShouldBe(KeysOf(reader.Form), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Of_a_trigger(string kind)
    {
        var fields = Fields(("type", kind));

        TriggerReader.Read(fields);

        fields.Taken.ShouldBe(KeysOf(TriggerReader.Forms.Single(form => form.Key == kind).Value).Append("type"), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void Of_a_check(string kind)
    {
        var fields = Fields();

        InputCheckReader.ReadKind(fields, kind);

        fields.Taken.ShouldBe(KeysOf(InputCheckReader.Forms.Single(form => form.Key == kind).Value), ignoreOrder: true);
    }

    [Fact]
    public void Of_a_reply()
    {
        var title = new Field<FlowText?>("text", "what is tapped", FlowTexts.Label()) { IsRequired = true };
        foreach (var (action, form) in QuickReplyReader.Forms([title]))
        {
            var fields = Fields(("action", action), ("target", "a"), ("department", "a"));

            QuickReplyReader.Read(fields, new FlowReading(fields.Findings), title);

            fields.Taken.ShouldBe(QuickReplyReader.Forms([title]).SelectMany(one => KeysOf(one.Value)).Append("action").Distinct(), ignoreOrder: true);
            fields.Findings.Errors.Select(error => error.Field).Intersect(KeysOf(form)).ShouldBe(["text"]);
        }
    }

    [Fact]
    public void Of_a_flow()
    {
        var fields = new FlowReader(new WrittenFlow("a.yaml", "x: y")).Fields.ShouldNotBeNull();

        fields.Taken.ShouldBe(KeysOf(FlowForm.All), ignoreOrder: true);
    }

    private static IEnumerable<string> KeysOf(Form form) => form.Fields.Select(field => field.Key);

    private static YamlFields Fields(params (string Key, string Value)[] fields) =>
        new(new YamlMap([.. fields.Select(field => new YamlEntry(field.Key, 1, 1, new YamlScalar(field.Value, true, 1, 1)))], 1, 1), "", new FileFindings("a.yaml"));
}
