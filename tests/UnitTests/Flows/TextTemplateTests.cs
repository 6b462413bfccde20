using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("Thanks {name}, what is it about?", "Thanks Asha, what is it about?")]
    [InlineData("{ name } and {name}", "Asha and Asha")]
    [InlineData("{user_name}", "Ravi")]
    [InlineData("{{name}} and {{}}", "{name} and {}")]
    [InlineData("{braces}!", "{name}!")]
    [InlineData("{नाम}", "आशा")]
    [InlineData("a  b ,c", "a  b ,c")]
    [InlineData("", "")]
    public void Values_are_filled_in(string source, string text) => Render(source).ShouldBe(text);

    [Theory]
    [InlineData("Thanks {x}, what is it about?", "Thanks, what is it about?")]
    [InlineData("Thanks, {x}!", "Thanks!")]
    [InlineData("Hello {x}!", "Hello!")]
    [InlineData("Hello {x} {x}!", "Hello!")]
    [InlineData("Hello {x} and welcome", "Hello and welcome")]
    [InlineData("{x}, welcome", "welcome")]
    [InlineData("{x} welcome", "welcome")]
    [InlineData("Hello ({x})", "Hello")]
    [InlineData("Hello *{x}*, welcome", "Hello, welcome")]
    [InlineData("Your order {x}", "Your order")]
    [InlineData("Welcome, {x}", "Welcome")]
    [InlineData("Hi {x},\nhow are you?", "Hi,\nhow are you?")]
    [InlineData("One\n{x}\nTwo", "One\nTwo")]
    [InlineData("One {x}\nTwo", "One\nTwo")]
    [InlineData("{x}", "")]
    [InlineData("{x}{x} {x}", "")]
    [InlineData("Hi {x} {name}!", "Hi Asha!")]
    [InlineData("Hi {name} {x}!", "Hi Asha!")]
    [InlineData("Hi {blank}!", "Hi!")]
    [InlineData("Order {x}{name}", "Order Asha")]
    [InlineData("धन्यवाद {x}।", "धन्यवाद।")]
    public void The_words_close_up_where_a_value_is_missing(string source, string text) => Render(source).ShouldBe(text);

    [Theory]
    [InlineData("Hello {name", 7)]
    [InlineData("Hello name}", 11)]
    [InlineData("{}", 1)]
    [InlineData("{a b}", 1)]
    [InlineData("{1}", 1)]
    [InlineData("ok {a..b}", 4)]
    public void A_brace_that_is_no_part_of_a_variable_is_refused(string source, int character)
    {
        TextTemplate.Parse(source, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain($"at character {character} ");
    }

    [Fact]
    public void It_tells_its_source_and_its_variables()
    {
        var template = Given.Text("Hi {a}, {b.c}!");

        template.Variables.ShouldBe(["a", "b.c"]);
        template.ToString().ShouldBe("Hi {a}, {b.c}!");
    }

    [Fact]
    public void Any_text_is_either_refused_or_rendered_without_a_variable_s_braces() => Prop.ForAll<string>(text =>
    {
        var source = $"{text}{{x}}{text}";
        return TextTemplate.Parse(source.Replace("\0", "", StringComparison.Ordinal), out var problem) is { } template
            ? !template.Render(new Known(), Locale.Of("en")).Contains("{x}", StringComparison.Ordinal)
            : problem is not null;
    }).QuickCheckThrowOnFailure();

    private static string Render(string source) => Given.Text(source).Render(new Known(), Locale.Of("en"));

    private sealed class Known : IVariables
    {
        public Value Find(string name) => Value.Of(name switch
        {
            "name" => "Asha",
            "user_name" => "Ravi",
            "नाम" => "आशा",
            "braces" => "{name}",
            "blank" => "  ",
            _ => null,
        });
    }
}
