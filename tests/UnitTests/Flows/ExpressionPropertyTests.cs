using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class ExpressionPropertyTests
{
    private static readonly string[] Tokens =
    [
        "a", "topic", "नाम", "x.y", "and", "or", "not", "contains", "==", "!=", "<", "<=", ">", ">=", "(", ")", "1", "-2.5", "\"t\"", "'it'", "true",
        "false", "'", "\"", "=", "!", "{", "5x", "\\", "😀", ".", "-", "\0", "\uD800",
    ];

    [Fact]
    public void Any_soup_of_tokens_is_either_an_expression_or_an_error_with_its_place()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var separator = random.Next(2) == 0 ? " " : "";
            var source = string.Join(separator, Enumerable.Range(0, random.Next(12)).Select(_ => Tokens[random.Next(Tokens.Length)]));

            Judge(source).ShouldBeTrue(source);
        }
    }

    [Fact]
    public void Any_text_is_either_an_expression_or_an_error_with_its_place() =>
        Prop.ForAll<string>(text => text is null || Judge(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_from_an_expression_parses_to_the_same()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var source = Generated.Condition(random, depth: 5);
            var expression = Given.Condition(source);
            var variables = new Known(random);

            var again = Given.Condition(expression.ToString());

            again.ToString().ShouldBe(expression.ToString());
            again.IsTrue(variables).ShouldBe(expression.IsTrue(variables), source);
        }
    }

    [Fact]
    public void Opposites_are_opposite_whatever_the_values()
    {
        var random = new Random(9);
        for (var round = 0; round < 1_000; round++)
        {
            var variables = new Known(random);
            var (left, right) = (Generated.Operand(random), Generated.Operand(random));
            bool Holds(string comparison) => Given.Condition($"{left} {comparison} {right}").IsTrue(variables);

            Holds("==").ShouldBe(!Holds("!="), $"{left} {right}");
            (Holds("<") && Holds(">")).ShouldBeFalse($"{left} {right}");
            (Holds("<") && Holds("==")).ShouldBeFalse($"{left} {right}");
            (!Holds("<") || Holds("<=")).ShouldBeTrue($"{left} {right}");
            Holds("<").ShouldBe(Given.Condition($"{right} > {left}").IsTrue(variables), $"{left} {right}");
        }
    }

    private static bool Judge(string source)
    {
        var expression = Expression.Parse(source, out var error);
        if (expression is null)
            return error is { Problem.Length: > 0 } && error.Column >= 1 && error.Column <= source.Length + 1;
        expression.IsTrue(new Known(new Random(1)));
        return error is null && Expression.Parse(expression.ToString(), out _)?.ToString() == expression.ToString();
    }

    private sealed class Known(Random random) : IVariables
    {
        private readonly Dictionary<string, string?> values = [];

        public Value Find(string name)
        {
            if (!values.TryGetValue(name, out var value))
                values[name] = value = Generated.Value(random);
            return Value.Of(value);
        }
    }
}
