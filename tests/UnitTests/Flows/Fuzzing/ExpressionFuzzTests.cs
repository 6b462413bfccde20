using System.Text;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;
using Xunit.Abstractions;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Whatever an author writes where something is worked out: it is refused with a reason, or it has a value whatever the customer says.</summary>
public sealed class ExpressionFuzzTests(ITestOutputHelper output)
{
    /// <summary>Of a value as text: what may be kept, and the signs between its parts.</summary>
    private const int LongestValue = 128 * 1024;

    private static readonly string[] Times = ["1s", "10m", "1h30m", "2d", "99999d", "1", "h", "-1m", "1.5h", "1m1h", "9999999999s", " 5m ", "५m", ""];
    private static readonly string[] Paths = ["$", "order.status", "items[0].name", "$.a[99999]", "a[\"b c\"]", "a[-1]", "a..b", "$x", "[0]", "a.", ""];
    private static readonly string[] Patterns = ["[A-Z]{2}[0-9]{6}", "a|b", "(a+)+$", "(?i)x", "\\p{L}+", ".*.*.*=.*", "(?=x)", "(a)\\1", "(?>a)", "[^\\W]", "a{2,}", "\\", "[", "(?<n>x)", "x{1000}", "(x{9}){9}", "\\u0041", "$^", "", "(a|aa)*b"];

    [Fact]
    public void Any_expression_is_refused_with_a_place_or_has_a_value_whatever_is_in_it()
    {
        var (tried, right) = (0, 0);

        Fuzz.Run(output, GeneratedExpressions.Any, (source, random) =>
        {
            tried++;
            if (Expression.Parse(source, out var error) is not { } expression)
            {
                error!.Problem.ShouldNotBeEmpty();
                error.Column.ShouldBeInRange(1, source.Length + 1);
                return;
            }

            right++;
            Judge(expression.ValueIn(GeneratedExpressions.Variables(random)), random);
            expression.IsTrue(GeneratedExpressions.Variables(random));
            var written = expression.ToString();
            Expression.Parse(written, out _).ShouldNotBeNull().ToString().ShouldBe(written);
        }, AllowedBytes, Encoding.Unicode.GetBytes);

        output.WriteLine($"{right} of {tried} were expressions");
        right.ShouldBeGreaterThan(tried / 3);
    }

    [Fact]
    public void Any_text_time_path_and_pattern_is_refused_with_a_reason_or_does_what_it_says()
    {
        Fuzz.Run(output, random => (Kind: random.Next(4), Source: SourceOf(random)), (input, random) =>
        {
            switch (input.Kind)
            {
                case 0:
                    JudgeTemplate(input.Source, random);
                    break;
                case 1:
                    Times(input.Source);
                    break;
                case 2:
                    JsonPath.Parse(input.Source)?.ToString().ShouldBe(input.Source);
                    break;
                default:
                    JudgePattern(input.Source, random);
                    break;
            }
        }, input => 40_000_000 + AllowedBytes(input.Source), input => Encoding.Unicode.GetBytes(input.Source), oneIn: 4);

        static void Times(string source)
        {
            var (fields, findings) = FieldsOf(source);
            if (new Field<TimeSpan?>("a", "a time", Durations.Between(TimeOut.Shortest, TimeOut.Longest)) { IsRequired = true }.Read(fields) is { } time)
                time.ShouldBeInRange(TimeOut.Shortest, TimeOut.Longest);
            else
                findings.Errors.ShouldNotBeEmpty();
        }
    }

    private static string SourceOf(Random random) => random.Next(6) switch
    {
        0 => GeneratedExpressions.Damaged(random, Pick(random, Times)),
        1 => GeneratedExpressions.Damaged(random, Pick(random, Paths)),
        2 => GeneratedExpressions.Damaged(random, Pick(random, Patterns)),
        3 => Pick(random, Patterns) + Pick(random, ["", "{3}", "*", "+?", "|"]) + Pick(random, Patterns),
        4 => $"Hello {{{GeneratedExpressions.Any(random)}}}, {{a}}{{b}}! {{{{ {GeneratedExpressions.Any(random)}",
        _ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, [" {", "}", "{a}", "*{b}*", "{{", "}}", "text, ", "{\"}\"}", "\n", "{नाम}", "{now}", "{upper(a)}"]))),
    };

    private static void JudgeTemplate(string source, Random random)
    {
        if (TextTemplate.Parse(source, out var problem) is not { } text)
        {
            problem.ShouldNotBeNullOrEmpty();
            return;
        }

        var variables = GeneratedExpressions.Variables(random);
        text.Render(variables, Locale.Of(Pick(random, ["", "hi", "de-CH", "xx"]))).Length.ShouldBeLessThanOrEqualTo(TextTemplate.Longest + LongestValue);
        Judge(text.ValueIn(variables, Locale.Of("fr")), random);
    }

    private static void JudgePattern(string source, Random random)
    {
        var (fields, findings) = FieldsOf("x");
        if (Infrastructure.FlowFiles.Patterns.Parse(fields, "a", source, isWhole: random.Next(2) == 0) is { } pattern)
            pattern.IsMatch(string.Concat(Enumerable.Repeat(Pick(random, ["a", "ab", "x", "A1", "अ", "=", " "]), random.Next(2_000))) + Pick(random, ["", "b", "!"]));
        else
            findings.Errors.ShouldHaveSingleItem().Problem.ShouldNotBeEmpty();
    }

    private static void Judge(Value value, Random random)
    {
        value.Text.Length.ShouldBeLessThanOrEqualTo(LongestValue);
        value.Equals(value).ShouldBeTrue();
        value.GetHashCode().ShouldBe(value.GetHashCode());
        TextTemplate.Parse("{v}", out _)!.Render(new Only(value), Locale.Of(Pick(random, ["hi", "en-US", "ar", ""]))).ShouldNotBeNull();
    }

    private static (YamlFields Fields, FileFindings Findings) FieldsOf(string text)
    {
        var findings = new FileFindings("a.yaml");
        return (new YamlFields(new YamlMap([new YamlEntry("a", 1, 1, new YamlScalar(text, IsQuoted: true, 1, 4))], 1, 1), "", findings), findings);
    }

    /// <summary>A value of 4,096 characters may stand in it as often as there is a name, and becomes 16,384 at most.</summary>
    private static long AllowedBytes(string source) => 4_000_000 + (40_000L * source.Length);

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private sealed class Only(Value value) : IVariables
    {
        public Value Find(string name) => value;
    }
}
