using System.Text;
using WhatsAppSupport.Domain.Flows.Values;
using static WhatsAppSupport.Domain.Flows.Expressions.ValueKinds;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal static class ListFunctions
{
    public static readonly Function[] All =
    [
        new("list(value, ...)", "a list of them", 0, 20, [Anything], List, (given, _) => Value.Of(given)),
        new("count(list)", "how many there are in it; 0 for nothing, 1 for what is no list", 1, 1, [Anything], Number, (given, _) => Value.Of(given[0].Items.Count)),
        new("first(list)", "the first of it", 1, 1, [Anything], Anything, (given, _) => At(given[0].Items, 1)),
        new("last(list)", "the last of it", 1, 1, [Anything], Anything, (given, _) => At(given[0].Items, given[0].Items.Count)),
        new("item(list, place)", "the one at this place, from 1", 2, 2, [Anything, Number], Anything, (given, _) => At(given[0].Items, given[1].AsNumber)),
        new("join(list, separator)", "all of them as one text", 2, 2, [Anything], ValueKinds.Words, (given, _) => Joined(given[0].Items, given[1].Text)),
        new("field(fields, name)", "the one of this name, such as field(order, \"status\")", 2, 2, [Anything], Anything, (given, _) => given[0] is Value.Fields(var fields) ? fields.GetValueOrDefault(given[1].Text, Value.Nothing) : Value.Nothing),
    ];

    private static Value At(IReadOnlyList<Value> items, decimal? place) =>
        place is { } number && number >= 1 && number <= items.Count ? items[(int)number - 1] : Value.Nothing;

    private static Value Joined(IReadOnlyList<Value> items, string separator)
    {
        var text = new StringBuilder();
        for (var place = 0; place < items.Count && text.Length <= TextFunctions.Longest; place++)
            text.Append(place == 0 ? "" : separator).Append(items[place].Text);
        return TextFunctions.Cut(text.ToString());
    }
}
