using WhatsAppSupport.Domain.Flows.Values;
using static WhatsAppSupport.Domain.Flows.Expressions.ValueKinds;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal static class NumberFunctions
{
    public static readonly Function[] All =
    [
        new("number(value)", "the number that is written there, or nothing", 1, 1, [Anything], Number, (given, _) => Value.Of(given[0].AsNumber)),
        new("round(number, places)", "rounded, half away from zero; places are 0 when left out", 1, 2, [Number], Number, (given, _) => Rounded(given)),
        new("floor(number)", "the next whole number below", 1, 1, [Number], Number, (given, _) => Value.Of(given[0].AsNumber is { } number ? Math.Floor(number) : null)),
        new("ceil(number)", "the next whole number above", 1, 1, [Number], Number, (given, _) => Value.Of(given[0].AsNumber is { } number ? Math.Ceiling(number) : null)),
        new("abs(number)", "without its sign", 1, 1, [Number], Number, (given, _) => Value.Of(given[0].AsNumber is { } number ? Math.Abs(number) : null)),
        new("min(number, ...)", "the least, of several or of a list", 1, 20, [Number | List], Number, (given, _) => Value.Of(AllOf(given).DefaultIfEmpty().Min())),
        new("max(number, ...)", "the greatest, of several or of a list", 1, 20, [Number | List], Number, (given, _) => Value.Of(AllOf(given).DefaultIfEmpty().Max())),
        new("sum(number, ...)", "all together, of several or of a list", 1, 20, [Number | List], Number, (given, _) => Summed(given)),
        new("is_number(value)", "whether it is one, or is written as one", 1, 1, [Anything], Truth, (given, _) => Value.Of(given[0].AsNumber is not null)),
        new("if(condition, then, else)", "one of two values", 3, 3, [Anything], Anything, (given, _) => given[0].IsTrue ? given[1] : given[2]),
        new("default(value, other)", "the value, or the other one where it is empty", 2, 2, [Anything], Anything, (given, _) => given[0].IsEmpty ? given[1] : given[0]),
    ];

    private static Value Rounded(IReadOnlyList<Value> given) => given[0].AsNumber is { } number
        ? Value.Of(Math.Round(number, given.Count > 1 && given[1].AsNumber is { } places ? (int)Math.Clamp(places, 0, 20) : 0, MidpointRounding.AwayFromZero))
        : Value.Nothing;

    private static IEnumerable<decimal?> AllOf(IReadOnlyList<Value> given) => given.SelectMany(one => one.Items).Select(item => item.AsNumber).Where(number => number is not null);

    private static Value Summed(IReadOnlyList<Value> given)
    {
        try
        {
            return Value.Of(AllOf(given).Sum());
        }
        catch (OverflowException)
        {
            return Value.Nothing;
        }
    }
}
