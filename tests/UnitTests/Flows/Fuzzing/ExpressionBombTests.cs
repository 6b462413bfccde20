using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Expressions, patterns and paths that would go too deep, or on for ever.</summary>
public sealed class ExpressionBombTests
{
    private static readonly IVariables Long = new Same(Value.Of(new string('x', 4_096)));

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("- ")]
    [InlineData("-(")]
    [InlineData("not (")]
    [InlineData("upper(")]
    [InlineData("a + (")]
    [InlineData("a and not (")]
    [InlineData("list(1, ")]
    public void A_hundred_thousand_levels_are_refused_and_so_are_those_that_are_short_enough(string level)
    {
        foreach (var times in new[] { 100_000, 60 })
            Bounds.Hold(64, () => Expression.Parse(Bounds.Repeated(times, level) + "a", out _).ShouldBeNull());
    }

    [Theory]
    [InlineData("(", ")", 50)]
    [InlineData("not ", "", 50)]
    [InlineData("- ", "", 50)]
    [InlineData("upper(", ")", 50)]
    [InlineData("not (a and ", ")", 25)]
    [InlineData("list(1, ", ")", 50)]
    public void As_many_levels_as_are_taken_are_worked_out_on_a_small_stack(string open, string close, int levels)
    {
        Bounds.Hold(32, () =>
        {
            var expression = Expression.Parse($"{Bounds.Repeated(levels, open)}a{Bounds.Repeated(levels, close)}", out _).ShouldNotBeNull();

            expression.ValueIn(Long).Text.Length.ShouldBeLessThan(100_000);
            Expression.Parse(expression.ToString(), out _).ShouldNotBeNull();
        });
    }

    [Theory]
    [InlineData("a + ")]
    [InlineData("a and ")]
    [InlineData("a contains 'y' or ")]
    [InlineData("a - ")]
    [InlineData("'x' + ")]
    public void A_row_of_a_megabyte_is_no_deep_one(string one) =>
        Bounds.Hold(512, () => Expression.Parse($"{Bounds.Repeated(1_000_000 / one.Length, one)}a", out _)!.ValueIn(Long));

    [Theory]
    [InlineData("a == ")]
    [InlineData("\"")]
    [InlineData("f(")]
    [InlineData("upper(a) + ")]
    [InlineData("!")]
    public void A_megabyte_that_is_no_expression_is_refused(string one) =>
        Bounds.Hold(512, () => Expression.Parse(Bounds.Repeated(1_000_000 / one.Length, one) + "a", out _).ShouldBeNull());

    [Fact]
    public void More_functions_than_a_person_writes_are_refused()
    {
        Expression.Parse($"{Bounds.Repeated(200, "upper(a) + ")}a", out _).ShouldNotBeNull();
        Expression.Parse($"{Bounds.Repeated(201, "upper(a) + ")}a", out var error).ShouldBeNull();

        (error!.Column, error.Problem.Contains("more than 200 functions", StringComparison.Ordinal)).ShouldBe((2_201, true));
    }

    /// <summary>Of all that fits into an expression, what takes longest for its length, with as long a value as there is.</summary>
    [Theory]
    [InlineData("replace(a, 'x', 'yyyyyyyy'), ")]
    [InlineData("join(split(replace(a, 'x', 'x,'), ','), a), ")]
    [InlineData("length(concat(a, a, a, a)), ")]
    [InlineData("right(a, 3), ")]
    [InlineData("digits(concat(a, a, a, a)), ")]
    [InlineData("starts_with(concat(a, a), concat(a, a)), ")]
    public void An_expression_full_of_long_texts_is_worked_out_in_a_moment(string one)
    {
        var calls = one.Count(character => character == '(');
        var expression = Expression.Parse($"list({Bounds.Repeated(9, $"list({Bounds.Repeated(18 / calls, one)}1), ")}1)", out _).ShouldNotBeNull();

        Bounds.Hold(512, () => expression.ValueIn(Long));
    }

    [Theory]
    [InlineData("((((((((a{1000}){1000}){1000}){1000}))))")]
    [InlineData("(a{1000}){1000}")]
    [InlineData("a{2147483647}")]
    [InlineData("(a{0,1000}){0,1000}")]
    [InlineData("(a?){5000}a{5000}")]
    [InlineData("([a-z]{1,200}[0-9]?){1,200}x")]
    [InlineData("((a|b|ab){1,100}){1,100}c")]
    [InlineData("(a{1,50}){1,10}z")]
    [InlineData("[(]{2000}")]
    [InlineData("(?:x{30}|y){40}")]
    [InlineData("\\p{L}{1001}")]
    public void A_pattern_that_counts_too_far_is_refused(string pattern) => PatternOf(pattern).ShouldBeNull();

    [Theory]
    [InlineData("[A-Z]{2}[0-9]{6}")]
    [InlineData("\\p{L}{3,}")]
    [InlineData("[{]{3}|a{,3}")]
    [InlineData("[]{]{3}[^]{]{3}[\\]{]{3}")]
    [InlineData("x{1000}")]
    [InlineData("(x{9}){9}")]
    [InlineData("(\\(x{50}\\)){2}")]
    [InlineData("(?:a|b{20}){5}[0-9]{500}")]
    public void A_pattern_that_counts_as_people_do_is_taken(string pattern) => PatternOf(pattern).ShouldNotBeNull();

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(a|a?)+b")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData(".*.*.*.*.*.*.*=.*")]
    [InlineData("(.*a){20}")]
    [InlineData("[ab]*a[ab]{100}c")]
    [InlineData("(x+x+)+y|(a{1,10}){1,10}z")]
    [InlineData("a{1,900}z")]
    [InlineData("(a|b|ab){1,100}z")]
    [InlineData("[ab]{500}[abc]{400}z?")]
    [InlineData("(([a-z]+[0-9]*){1,10}){1,10}!")]
    public void A_pattern_takes_as_long_as_the_message_is_long(string pattern)
    {
        var read = PatternOf(pattern).ShouldNotBeNull();

        foreach (var message in new[] { new string('a', 4_096), Bounds.Repeated(2_048, "ab"), new string('x', 4_095) + "!" })
            Bounds.Hold(64, () => read.IsMatch(message));
    }

    [Fact]
    public void A_path_of_a_megabyte_is_refused() => Bounds.Hold(64, () => JsonPath.Parse(Bounds.Repeated(250_000, "a.b")).ShouldBeNull("it is too long"));

    private static Regex? PatternOf(string pattern)
    {
        var findings = new FileFindings("a.yaml");
        var fields = new YamlFields(new YamlMap([new YamlEntry("a", 1, 1, new YamlScalar(pattern, IsQuoted: true, 1, 4))], 1, 1), "", findings);
        Regex? read = null;
        Bounds.Hold(64, () => read = Patterns.Parse(fields, "a", pattern, isWhole: true));
        (read is null).ShouldBe(findings.Errors.Count == 1);
        return read;
    }

    private sealed class Same(Value value) : IVariables
    {
        public Value Find(string name) => value;
    }
}
