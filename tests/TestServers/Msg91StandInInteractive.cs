using System.Text;
using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>Buttons and lists, within WhatsApp's limits.</summary>
internal static class Msg91StandInInteractive
{
    public static Msg91StandInSent Read(Msg91StandInSent message, JsonElement interactive)
    {
        var action = interactive.GetProperty("action");
        var text = Msg91StandInLimits.Line(interactive.GetProperty("body"), "text", "Body text", 1024);
        switch (interactive.GetProperty("type").GetString())
        {
            case "button":
                var buttons = Buttons(action);
                return message with { Text = text, Options = buttons };
            case "list":
                var list = List(action);
                return message with { Text = text, Options = [.. list.Sections.SelectMany(section => section.Rows)], List = list };
            default:
                throw new Msg91StandInRefusal("(#131009) Parameter value is not valid: interactive type");
        }
    }

    private static List<Msg91StandInOption> Buttons(JsonElement action)
    {
        var buttons = action.GetProperty("buttons").EnumerateArray().Select(button => Option(button.GetProperty("reply"), "Button title", 20, 256)).ToList();
        Msg91StandInLimits.Holds(buttons.Count is >= 1 and <= 3, "1 to 3 buttons");
        return Different(buttons);
    }

    private static Msg91StandInList List(JsonElement action)
    {
        var button = Msg91StandInLimits.Line(action, "button", "List button", 20);
        var sections = action.GetProperty("sections").EnumerateArray().ToList();
        Msg91StandInLimits.Holds(sections.Count is >= 1 and <= 10, "1 to 10 sections");
        var read = sections.ConvertAll(section => new Msg91StandInSection(
            sections.Count > 1 ? Msg91StandInLimits.Line(section, "title", "Section title", 24) : Msg91StandInLimits.Optional(section, "title", "Section title", 24) ?? "",
            [.. section.GetProperty("rows").EnumerateArray().Select(row => Option(row, "Row title", 24, 200))]));
        Msg91StandInLimits.Holds(read.TrueForAll(section => section.Rows.Count > 0), "a section without rows");
        var rows = Different([.. read.SelectMany(section => section.Rows)]);
        Msg91StandInLimits.Holds(rows.Count <= 10, "Total row count exceed max allowed count: 10");
        return new Msg91StandInList(button, read);
    }

    private static Msg91StandInOption Option(JsonElement option, string what, int titleLimit, int idLimit)
    {
        var id = Msg91StandInLimits.Line(option, "id", "id", idLimit);
        Msg91StandInLimits.Holds(Encoding.UTF8.GetByteCount(id) <= idLimit, "id is too long");
        return new Msg91StandInOption(
            id, Msg91StandInLimits.Line(option, "title", what, titleLimit), Msg91StandInLimits.Optional(option, "description", "Row description", 72));
    }

    private static List<Msg91StandInOption> Different(List<Msg91StandInOption> options)
    {
        Msg91StandInLimits.Holds(options.DistinctBy(option => option.Id, StringComparer.Ordinal).Count() == options.Count, "Duplicated row id");
        Msg91StandInLimits.Holds(options.DistinctBy(option => option.Title, StringComparer.Ordinal).Count() == options.Count, "Duplicated title");
        return options;
    }
}
