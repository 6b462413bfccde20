using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("topic == \"refund\"", true)]
    [InlineData("topic == 'REFUND'", true)]
    [InlineData("topic != 'refund'", false)]
    [InlineData("topic == other", false)]
    [InlineData("missing == ''", true)]
    [InlineData("missing", false)]
    [InlineData("not missing", true)]
    [InlineData("topic", true)]
    [InlineData("zero", false)]
    [InlineData("0.0", false)]
    [InlineData("no", false)]
    [InlineData("no == false", true)]
    [InlineData("true", true)]
    [InlineData("TRUE and not FALSE", true)]
    [InlineData("age == 18.0", true)]
    [InlineData("age > 9", true)]
    [InlineData("age >= 18 and age <= 18", true)]
    [InlineData("age < 9", false)]
    [InlineData("age > '9'", true)]
    [InlineData("hindi_age == 21", true)]
    [InlineData("-5 < 3", true)]
    [InlineData("topic < 'z'", true)]
    [InlineData("topic >= 'a'", true)]
    [InlineData("topic < 5", false)]
    [InlineData("topic > 5", false)]
    [InlineData("missing < 5", false)]
    [InlineData("missing >= 0", false)]
    [InlineData("missing < 'z'", false)]
    [InlineData("topic > missing", false)]
    [InlineData("long == 12345678901234567891", false)]
    [InlineData("huge == '100000000000000000000000000000000'", true)]
    [InlineData("'Grün' contains 'RÜ'", true)]
    [InlineData("topic contains 'fun'", true)]
    [InlineData("topic contains missing", false)]
    [InlineData("age contains 8", true)]
    [InlineData("customer.city == 'Pune'", true)]
    [InlineData("नाम == 'आशा'", true)]
    [InlineData("topic == 'x' or topic == 'refund'", true)]
    [InlineData("true or true and false", true)]
    [InlineData("(true or true) and false", false)]
    [InlineData("not topic == 'x'", true)]
    [InlineData("not not true", true)]
    [InlineData("not true or true", true)]
    [InlineData("not (true or true)", false)]
    [InlineData("(age > 9) == true", true)]
    [InlineData("\"a\\\"b\\n\" == 'a\"b\n'", true)]
    [InlineData("'it\\'s' contains \"'\"", true)]
    [InlineData("'t\\tb' == \"t\tb\"", true)]
    [InlineData("topic CONTAINS 'ref' AND NOT missing", true)]
    public void Conditions_are_worked_out(string source, bool truth) => Given.Condition(source).IsTrue(new Known()).ShouldBe(truth);

    [Theory]
    [InlineData("", 1, "a value is missing")]
    [InlineData("  ", 3, "a value is missing")]
    [InlineData("topic = 'x'", 7, "write ==")]
    [InlineData("!topic", 1, "written not")]
    [InlineData("a && b", 3, "written and")]
    [InlineData("a || b", 3, "written or")]
    [InlineData("{topic} == 'x'", 1, "without braces")]
    [InlineData("topic == 'x", 10, "not closed")]
    [InlineData("topic == 'x\\", 10, "not closed")]
    [InlineData("topic == ", 10, "a value is missing before the end")]
    [InlineData("(a or b", 8, "not closed")]
    [InlineData("a or b)", 7, "not expected")]
    [InlineData("a b", 3, "not expected")]
    [InlineData("a < b < c", 7, "compared again")]
    [InlineData("a == and b", 6, "a value is missing before \"and\"")]
    [InlineData("5a == 1", 1, "a variable begins with a letter")]
    [InlineData("a == 12345678901234567890123456789", 6, "at most 28 digits")]
    [InlineData("a ; b", 3, "\";\" means nothing here")]
    [InlineData("a 😀", 3, "U+D83D")]
    [InlineData("a == not b", 6, "a value is missing")]
    public void What_is_no_condition_is_refused_at_its_place(string source, int column, string problem)
    {
        Expression.Parse(source, out var error).ShouldBeNull();

        error.ShouldNotBeNull().Column.ShouldBe(column);
        error.Problem.ShouldContain(problem);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("not (")]
    public void However_deep_it_is_nothing_overflows(string step)
    {
        Expression.Parse(string.Concat(Enumerable.Repeat(step, 200_000)) + "a", out var error).ShouldBeNull();

        error.ShouldNotBeNull().Problem.ShouldContain("within each other");
    }

    [Fact]
    public void A_condition_may_be_long()
    {
        var condition = Given.Condition(string.Join(" or ", Enumerable.Repeat("missing == 1", 50_000)) + " or true");

        condition.IsTrue(new Known()).ShouldBeTrue();
    }

    [Fact]
    public void Forty_parentheses_are_fine() =>
        Given.Condition(new string('(', 40) + "true" + new string(')', 40)).IsTrue(new Known()).ShouldBeTrue();

    private sealed class Known : IVariables
    {
        public Value Find(string name) => Value.Of(name switch
        {
            "topic" => "Refund",
            "age" => "18",
            "hindi_age" => " २१ ",
            "zero" => "0",
            "no" => "false",
            "long" => "12345678901234567890",
            "huge" => "100000000000000000000000000000000",
            "customer.city" => "pune",
            "नाम" => "आशा",
            _ => null,
        });
    }
}
