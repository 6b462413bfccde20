using WhatsAppSupport.Domain.Flows.Checks;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>docs/flows.md is the reference of the language: nothing that can be written is missing in it.</summary>
public sealed class FlowsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/flows.md"));

    [Fact]
    public void Every_kind_of_step_trigger_and_check_has_its_line() =>
        StepReaders.Kinds.Concat(TriggerReader.Kinds).Concat(InputCheckReader.KindNames).Where(kind => !Page.Contains($"`{kind}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_field_of_a_step_is_named_in_its_line() =>
        (from reader in StepReaders.All
         let line = Page.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{reader.Kind}` |", StringComparison.Ordinal)) ?? ""
         from field in reader.Form.Fields
         where !line.Contains($"`{field.Key}`", StringComparison.Ordinal)
         select $"{reader.Kind}.{field.Key}").ShouldBeEmpty();

    [Fact]
    public void Every_field_of_a_trigger_a_reply_and_a_check_is_named() =>
        TriggerReader.Forms.Concat(InputCheckReader.Forms).Concat(QuickReplyReader.Forms([])).SelectMany(form => form.Value.Fields).Select(field => field.Key).Distinct()
            .Where(key => !Page.Contains($"`{key}`", StringComparison.Ordinal) && !Page.Contains($"`{key}: ", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_function_is_named_as_it_is_written() =>
        Functions.All.Select(function => function.Form).Where(form => !Page.Contains($"`{form}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_doubt_is_named_by_its_code() =>
        Enum.GetNames<FlowDoubt>().Select(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName).Where(code => !Page.Contains($"`{code}`", StringComparison.Ordinal)).ShouldBeEmpty();
}
