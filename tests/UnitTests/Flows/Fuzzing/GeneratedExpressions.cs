using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Expressions by their grammar, with damage done to some, and variables of every kind.</summary>
internal static class GeneratedExpressions
{
    private static readonly string[] Names = ["a", "b", "order.status", "नाम", "now", "hours.open", "customer.language", "user_name", "x_1"];
    private static readonly string[] Operators = ["==", "!=", "<", "<=", ">", ">=", "contains"];
    private static readonly string[] Signs = ["+", "-", "*", "/", "%"];
    private static readonly Function[] Functions = [.. WhatsAppSupport.Domain.Flows.Expressions.Functions.All];

    private static readonly string[] Literals =
    [
        "0", "1", "-2.5", "10", "9999999999999999999999999999", "0.0000000000000000000000000001", "true", "false", "\"\"", "'x'", "\"2026-11-26\"", "\"No \\\" \\n\"", "'हाँ 😀'", "\" \"", "\",\"", "'-'",
    ];

    private static readonly string[] Tokens =
    [
        "and", "or", "not", "(", ")", ",", "-", "+", "*", "/", "%", "==", "=", "!", "\"", "'", "\\", "{", "}", ".", "..", "5x", "1.", ".5", "\0", "\uD800", "\uDC00", "😀", "\u0301", "contains", "AND", "ﬁ", "\t", "\n", "\u2028", "a b",
        "99999999999999999999999999999", "list(", "if(", "concat(", ")))", "((((",
    ];

    private static readonly Value[] Values =
    [
        Value.Nothing, Value.True, Value.False, Value.Of(0m), Value.Of(-1.5m), Value.Of(decimal.MaxValue), Value.Of(decimal.MinValue), Value.Of(0.0000000000000000000000000001m), Value.Of("x"), Value.Of("12"), Value.Of("2026-11-26"), Value.Of(" "),
        Value.Of("\uD800"), Value.Of("a\u0301\u0323"), Value.Of("ﷺ"), Value.Of(new string('x', 4096)), Value.Of(string.Concat(Enumerable.Repeat("ه\u0651\u0650", 1300))), Value.Of(new string('9', 40)), new Value.Day(DateOnly.MinValue), new Value.Day(DateOnly.MaxValue),
        new Value.Day(new DateOnly(2026, 11, 26)), new Value.Moment(DateTimeOffset.MinValue), new Value.Moment(DateTimeOffset.MaxValue), new Value.List([]), new Value.List([Value.Of("a"), Value.Of(2m), Value.Nothing, new Value.List([Value.True])]),
        new Value.List([.. Enumerable.Range(0, 2_000).Select(number => Value.Of((decimal)number))]), new Value.Fields(new Dictionary<string, Value> { ["status"] = Value.Of("sent"), ["x"] = new Value.List([Value.Of(1m)]) }),
    ];

    /// <summary>One that is right, most of the time.</summary>
    public static string Any(Random random) => random.Next(4) == 0 ? Damaged(random, Expression(random, 6)) : Expression(random, 6);

    public static string Damaged(Random random, string source)
    {
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var at = random.Next(source.Length + 1);
            source = random.Next(5) switch
            {
                0 => source[..at] + source[Math.Min(source.Length, at + random.Next(6))..],
                1 => source[..at] + Pick(random, Tokens) + source[at..],
                2 => source[..at] + string.Concat(Enumerable.Repeat(Pick(random, Tokens), random.Next(400))) + source[at..],
                3 => source[..at] + (char)random.Next(0x3000) + source[at..],
                _ => source + source[at..],
            };
        }

        return source;
    }

    public static IVariables Variables(Random random) => new Known(random);

    private static string Expression(Random random, int depth) => (depth == 0 ? random.Next(2) : random.Next(12)) switch
    {
        0 => Pick(random, Names),
        1 => Pick(random, Literals),
        2 or 3 => $"{Expression(random, depth - 1)} {Pick(random, Signs)} {Expression(random, depth - 1)}",
        4 => $"({Expression(random, depth - 1)}) {Pick(random, Operators)} ({Expression(random, depth - 1)})",
        5 => $"{Expression(random, depth - 1)} {Pick(random, ["and", "or"])} {Expression(random, depth - 1)}",
        6 => $"not ({Expression(random, depth - 1)})",
        7 => $"-({Expression(random, depth - 1)})",
        _ => Call(random, Pick(random, Functions), depth),
    };

    private static string Call(Random random, Function function, int depth)
    {
        var count = random.Next(20) == 0 ? random.Next(25) : random.Next(function.Least, Math.Min(function.Most, function.Least + 3) + 1);
        return $"{function.Name}({string.Join(", ", Enumerable.Range(0, count).Select(_ => Expression(random, depth - 1)))})";
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private sealed class Known(Random random) : IVariables
    {
        private readonly Dictionary<string, Value> values = [];

        public Value Find(string name)
        {
            if (!values.TryGetValue(name, out var value))
                values[name] = value = Pick(random, Values);
            return value;
        }
    }
}
