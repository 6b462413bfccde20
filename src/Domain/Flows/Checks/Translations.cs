using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>Texts that leave out a language in which other texts of the flow are.</summary>
internal static class Translations
{
    /// <summary>Of one flow; nobody writes more, and each is looked for in each text.</summary>
    private const int MostLanguages = 100;

    public static IEnumerable<FlowFinding> Check(IReadOnlyList<Flow> flows) => flows.SelectMany(Check);

    private static IEnumerable<FlowFinding> Check(Flow flow)
    {
        var texts = flow.Nodes.SelectMany(node => node.Use.Texts.Select(text => (Step: (Step?)node.Step, text.Field, text.Text)));
        if (flow.Ends is { } ends)
            texts = texts.Append((null, "ends", ends));
        var translated = texts.Where(text => text.Text.Languages.Count > 0).ToList();
        var languages = translated.SelectMany(text => text.Text.Languages).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).Take(MostLanguages).ToList();
        return texts
            .Where(text => languages.Count > 0 && text.Text.All.Any(one => one.HasWords))
            .Select(text => (text.Step, text.Field, Missing: string.Join(", ", languages.Where(language => !text.Text.IsIn(language)))))
            .Where(text => text.Missing.Length > 0)
            .Select(text => new FlowFinding(flow, FlowDoubt.MissingTranslation, text.Field, $"is not there in {text.Missing}, as other texts of this flow are; whoever speaks that is told the first one", Stops: false)
            { Step = text.Step });
    }
}
