using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>What is worked out, and that whatever fits nothing is nothing.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("age-1", "17")]
    [InlineData("age -1", "17")]
    [InlineData("2 * -3", "-6")]
    [InlineData("-(2) + 5", "3")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("7 % 4", "3")]
    [InlineData("1 / 0", "")]
    [InlineData("1 % 0", "")]
    [InlineData("name + 1", "")]
    [InlineData("79228162514264337593543950 * 79228162514264337593543950", "")]
    [InlineData("upper(name)", "ASHA")]
    [InlineData("lower('Ab')", "ab")]
    [InlineData("trim('  a b ')", "a b")]
    [InlineData("length('नमस्ते')", "4")]
    [InlineData("left('abc', 2)", "ab")]
    [InlineData("right('abc', 2)", "bc")]
    [InlineData("right('abc', 9)", "abc")]
    [InlineData("left('abc', 0)", "")]
    [InlineData("left('abc', 'x')", "")]
    [InlineData("concat('a', 1, true)", "a1true")]
    [InlineData("replace('a-b-c', '-', '+')", "a+b+c")]
    [InlineData("replace('abc', '', 'x')", "abc")]
    [InlineData("split('a, b,c', ',')", "a, b, c")]
    [InlineData("count(split('a b c', ' '))", "3")]
    [InlineData("count(split('abc', ''))", "1")]
    [InlineData("digits('+91 २३-4')", "91234")]
    [InlineData("starts_with('Order 5', 'order')", "true")]
    [InlineData("ends_with('Order 5', 'x')", "false")]
    [InlineData("starts_with('Order 5', '')", "false")]
    [InlineData("text(1.50)", "1.5")]
    [InlineData("number('12.50')", "12.5")]
    [InlineData("number('x')", "")]
    [InlineData("round(2.345, 2)", "2.35")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round('x')", "")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("ceil(1.2)", "2")]
    [InlineData("abs(-3)", "3")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(list(3, 1, 2))", "3")]
    [InlineData("max('x')", "")]
    [InlineData("sum(1, list(2, 3))", "6")]
    [InlineData("sum(9999999999999999999999999999 * 7, 9999999999999999999999999999)", "")]
    [InlineData("is_number('5')", "true")]
    [InlineData("is_number('five')", "false")]
    [InlineData("if(age > 17, 'yes', 'no')", "yes")]
    [InlineData("default(missing, 'x')", "x")]
    [InlineData("default(name, 'x')", "Asha")]
    [InlineData("first(list('a', 'b'))", "a")]
    [InlineData("last(list('a', 'b'))", "b")]
    [InlineData("last(list())", "")]
    [InlineData("item(list('a', 'b'), 2)", "b")]
    [InlineData("item(list('a', 'b'), 3)", "")]
    [InlineData("item(list('a', 'b'), 'x')", "")]
    [InlineData("join(list('a', 'b'), '-')", "a-b")]
    [InlineData("list('a', 'b') contains 'B'", "true")]
    [InlineData("list('ab') contains 'b'", "false")]
    [InlineData("count(missing)", "0")]
    [InlineData("field(order, 'status')", "shipped")]
    [InlineData("field(order, 'x')", "")]
    [InlineData("field(name, 'x')", "")]
    [InlineData("today()", "2026-11-26")]
    [InlineData("date('2026-2-3')", "2026-02-03")]
    [InlineData("date('2026-02-30')", "")]
    [InlineData("add_days(today(), 5)", "2026-12-01")]
    [InlineData("add_days(today(), 99999999)", "")]
    [InlineData("add_days('x', 1)", "")]
    [InlineData("today() + 1", "2026-11-27")]
    [InlineData("today() - date('2026-11-20')", "6")]
    [InlineData("today() + 9999999999999999999999999999 * 7", "")]
    [InlineData("add_days(today(), 0 - 9999999999999999999999999999 * 7)", "")]
    [InlineData("today() + 1.9", "2026-11-27")]
    [InlineData("today() * 2", "")]
    [InlineData("days_between('2026-11-20', now)", "6")]
    [InlineData("days_between('x', now)", "")]
    [InlineData("weekday(today())", "4")]
    [InlineData("year(now)", "2026")]
    [InlineData("month(now)", "11")]
    [InlineData("day(now)", "26")]
    [InlineData("hour(now)", "14")]
    [InlineData("minute(now)", "30")]
    [InlineData("hour('x')", "")]
    [InlineData("is_date('2026-11-26')", "true")]
    [InlineData("is_date('tomorrow')", "false")]
    [InlineData("today() > date('2026-11-25')", "true")]
    [InlineData("today() == '2026-11-26'", "true")]
    [InlineData("order", "status: shipped")]
    [InlineData("now", "2026-11-26T14:30:00+05:30")]
    public void A_value_is_worked_out(string source, string text) => Expression.Parse(source, out _)!.ValueIn(new Known()).Text.ShouldBe(text);

    [Theory]
    [InlineData("roud(1)", 1, "there is no function roud")]
    [InlineData("round()", 1, "round is written round(number, places)")]
    [InlineData("1 + round(1, 2, 3)", 5, "3 values were given")]
    [InlineData("round(1 2)", 9, "comes , or )")]
    [InlineData("round(1", 8, "comes , or )")]
    [InlineData("1 +", 4, "a value is missing")]
    [InlineData("* 2", 1, "a value is missing")]
    public void What_is_no_expression_is_refused_at_its_place(string source, int column, string problem)
    {
        Expression.Parse(source, out var error).ShouldBeNull();

        error.ShouldNotBeNull().Column.ShouldBe(column);
        error.Problem.ShouldContain(problem);
    }

    [Theory]
    [InlineData("1 + 2 * (3 - 4) / x % 2 - -3")]
    [InlineData("-(5) == -x")]
    [InlineData("round(a + 1, 2) > 3 and not list(1, 'b') contains b")]
    public void In_its_written_form_it_is_the_same(string source)
    {
        var expression = Expression.Parse(source, out _)!;

        Expression.Parse(expression.ToString(), out _)!.ToString().ShouldBe(expression.ToString());
    }

    /// <summary>Replaced within replaced, one letter would fill the memory.</summary>
    [Fact]
    public void No_function_makes_a_text_without_end()
    {
        const string Long = "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'";
        var grown = Enumerable.Repeat(0, 12).Aggregate(Long, (text, _) => $"replace({text}, 'a', {Long})");

        Expression.Parse(grown, out _)!.ValueIn(new Known()).Text.Length.ShouldBeLessThanOrEqualTo(16_384);
    }

    [Fact]
    public void Every_function_says_what_it_gives() => Functions.All.ShouldAllBe(function => function.Says.Length > 5 && function.Form.StartsWith(function.Name + "(") && function.Least <= function.Most);

    private sealed class Known : IVariables
    {
        public Value Find(string name) => name switch
        {
            "name" => new Value.Words("Asha"),
            "age" => new Value.Number(18),
            "order" => Value.FromJson("""{"status":"shipped"}"""),
            "now" => new Value.Moment(new DateTimeOffset(2026, 11, 26, 14, 30, 0, TimeSpan.FromHours(5.5))),
            _ => Value.Nothing,
        };
    }
}
