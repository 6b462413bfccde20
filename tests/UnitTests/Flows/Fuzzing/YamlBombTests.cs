using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>Files of little that would become much, as YAML.</summary>
public sealed class YamlBombTests
{
    [Theory]
    [InlineData("a: &a [x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b]")]
    [InlineData("a: &a [*a]")]
    [InlineData("a: &a { b: *a }")]
    [InlineData("a: &a { x: 1 }\nb: { <<: *a }")]
    [InlineData("? &a [*a, *a]\n: *a")]
    [InlineData("&a a: *a")]
    public void What_stands_for_something_else_is_refused_where_it_first_stands(string file) =>
        Bounds.Refused(file, mebibytes: 1).Problem.ShouldContain("anchors and aliases");

    [Fact]
    public void A_billion_laughs_are_none()
    {
        var levels = Bounds.Repeated(30, level => $"l{level + 1}: &l{level + 1} [{Bounds.Repeated(10, $"*l{level}, ")}]\n");

        var error = Bounds.Refused($"l0: &l0 lol\n{levels}", mebibytes: 1);

        (error.Line, error.Code).ShouldBe((1, FindingCode.InvalidYaml));
    }

    /// <summary>Each alias is short, and what it stands for is long: the square of the file.</summary>
    [Fact]
    public void Half_a_megabyte_that_is_named_a_hundred_thousand_times_is_refused() =>
        Bounds.Refused($"a: &a {new string('x', 500_000)}\nb: [{Bounds.Repeated(100_000, "*a, ")}]", mebibytes: 32).Problem.ShouldContain("anchors and aliases");

    [Fact]
    public void Merged_keys_do_not_multiply()
    {
        var levels = Bounds.Repeated(25, level => $"m{level + 1}: &m{level + 1} {{ <<: [*m{level}, *m{level}], k{level}: 1 }}\n");

        Bounds.Refused($"m0: &m0 {{ k: 1 }}\n{levels}", mebibytes: 1).Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("{? ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: [")]
    [InlineData("!!seq [")]
    public void Ten_thousand_levels_need_no_more_stack_than_those_that_are_taken(string level) =>
        Bounds.Read(Bounds.Repeated(10_000, level), mebibytes: 16).Errors.ShouldHaveSingleItem().Code.ShouldBe(FindingCode.InvalidYaml);

    [Fact]
    public void Ten_thousand_levels_by_indentation_are_refused()
    {
        // 1,400 lines of a thousand spaces are as many as fit.
        var file = Bounds.Repeated(1_400, level => $"{new string(' ', level)}a:\n");

        Bounds.Refused(file, mebibytes: 32).Problem.ShouldContain("nested deeper");
    }

    [Fact]
    public void As_many_levels_as_are_taken_are_read_on_a_small_stack()
    {
        var steps = $"{Bounds.Repeated(19, "[ { type: conditional, condition: a, steps: ")}[ {{ type: message, text: Hi }} ]{Bounds.Repeated(19, " } ]")}";

        Bounds.Read($"flow_id: a\nsteps: {steps}", mebibytes: 8).Errors.ShouldAllBe(error => error.IsWarning);
    }

    [Theory]
    [InlineData("text: \"{0}\"")]
    [InlineData("text: '{0}'")]
    [InlineData("text: {0}")]
    [InlineData("text: |\n  {0}")]
    [InlineData("text: >\n  {0}")]
    [InlineData("# {0}\na: b")]
    [InlineData("{0}: x")]
    [InlineData("? {0}\n: x")]
    [InlineData("!<{0}> x: y")]
    [InlineData("a: \"x\n{0}\"")]
    public void A_text_of_a_megabyte_is_read_in_the_time_of_a_megabyte(string form)
    {
        foreach (var text in new[] { new string('x', 1_000_000), Bounds.Repeated(100_000, "x "), Bounds.Repeated(30_000, "\\n\\u00e9"), Bounds.Repeated(50_000, "é"), Bounds.Repeated(50_000, "x \n ") })
            Bounds.Read(form.Replace("{0}", text, StringComparison.Ordinal), mebibytes: 128);
    }

    [Fact]
    public void A_million_keys_are_too_large_to_begin_with() =>
        Bounds.Refused(Bounds.Repeated(1_000_000, key => $"k{key}: 1\n"), mebibytes: 64).Code.ShouldBe(FindingCode.UnreadableFile);

    [Fact]
    public void More_values_than_anybody_writes_are_refused()
    {
        var error = Bounds.Refused(Bounds.Repeated(100_000, key => $"k{key}:\n"), mebibytes: 128);

        error.Problem.ShouldContain($"more than {YamlFile.MostValues}");
        error.Line.ShouldBe(YamlFile.MostValues / 2);
    }

    [Fact]
    public void As_many_unknown_keys_as_can_be_read_are_told_up_to_a_point()
    {
        var errors = Bounds.Read($"flow_id: a\nsteps: [ {{ type: message, text: Hi }} ]\n{Bounds.Repeated(24_000, key => $"k{key}: 1\n")}", mebibytes: 128).Errors;

        errors.Count.ShouldBe(FileFindings.Most + 1);
        errors.ShouldContain(error => error.Code == FindingCode.TooManyFindings && error.Problem.Contains("mend these first"));
    }

    [Fact]
    public void One_key_again_and_again_is_told_up_to_a_point() =>
        Bounds.Read($"flow_id: a\nsteps: [ {{ type: message, text: Hi }} ]\n{Bounds.Repeated(24_000, "k: 1\n")}", mebibytes: 64).Errors.Count.ShouldBe(FileFindings.Most + 1);

    [Fact]
    public void A_finding_about_a_long_text_quotes_its_beginning_and_says_how_it_is_mended()
    {
        var error = Bounds.Refused($"flow_id: {new string('x', 900_000)}\nsteps: [ {{ type: message, text: Hi }} ]", mebibytes: 64);

        error.Problem.Length.ShouldBeLessThanOrEqualTo(1_001);
        error.Problem.ShouldStartWith("\"xxxx");
        error.Problem.ShouldEndWith("such as order_status");
    }

    /// <param name="unit">A UTF-16 unit; null for nothing but what the field names.</param>
    [Theory]
    [InlineData("text: \"a\\0b\"", null, "(U+0000)")]
    [InlineData("text: \"\\uD800\"", null, "invalid Unicode surrogate")]
    [InlineData("text: Hi", 0, "(U+0000)")]
    [InlineData("text: Hi #", 0xD83D, "(U+D83D)")]
    [InlineData("text: Hi", 0xDC00, "(U+DC00)")]
    public void What_no_database_keeps_is_refused_with_its_place(string field, int? unit, string problem)
    {
        var error = Bounds.Read($"flow_id: a\nsteps:\n  - {{ type: message, {field}{(unit is { } code ? ((char)code).ToString() : "")} }}", mebibytes: 8).Errors[0];

        (error.Code, error.Line).ShouldBe((FindingCode.InvalidYaml, 3));
        error.Problem.ShouldContain(problem);
    }
}
