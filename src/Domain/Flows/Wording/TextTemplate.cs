using System.Text;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>
/// A text with <c>{variable}</c>, or another expression, in it, taken apart once. Values are put in as they are: braces in them mean nothing. Where a
/// value is missing the words around it close up (<see cref="MissingValue"/>). <c>{{</c> and <c>}}</c> are braces themselves.
/// </summary>
public sealed class TextTemplate
{
    /// <summary>In UTF-16 units; what a text becomes beyond it is left out. It is more than may be said in a turn, and more than a call may take along.</summary>
    public const int Longest = 64 * 1024;

    private readonly IReadOnlyList<Part> parts;

    private TextTemplate(string source, IReadOnlyList<Part> parts) => (Source, this.parts) = (source, parts);

    /// <summary>As its author wrote it.</summary>
    public string Source { get; }

    /// <summary>What is worked out in it.</summary>
    public IEnumerable<Expression> Expressions => parts.Select(part => part.Filled).OfType<Expression>();

    /// <summary>A text in which braces are braces.</summary>
    public static TextTemplate Plain(string text) => new(text, [new Part(text, null)]);

    public IEnumerable<string> Variables => Expressions.SelectMany(expression => expression.Variables);

    /// <summary>Null, with <paramref name="problem"/> saying why, when a brace opens or closes nothing.</summary>
    public static TextTemplate? Parse(string source, out string? problem)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        problem = null;
        for (var at = 0; at < source.Length; at++)
        {
            var character = source[at];
            if (character is not ('{' or '}'))
                literal.Append(character);
            else if (at + 1 < source.Length && source[at + 1] == character)
            {
                literal.Append(character);
                at++;
            }
            else
            {
                var end = character == '{' ? EndOf(source, at) : -1;
                var filled = end < 0 ? null : Expression.Parse(source[(at + 1)..end], out _);
                if (filled is null or Literal or TextLiteral)
                {
                    problem = $"the {character} at character {at + 1} is no part of a {{variable}}; a variable is {VariableName.Rule}, and a brace itself is written {character}{character}";
                    return null;
                }

                if (literal.Length > 0)
                    parts.Add(new Part(literal.ToString(), null));
                literal.Clear();
                parts.Add(new Part("", filled));
                at = end;
            }
        }

        if (literal.Length > 0)
            parts.Add(new Part(literal.ToString(), null));
        return new TextTemplate(source, parts);
    }

    /// <summary>The text for these values; empty when nothing but missing values is in it.</summary>
    public string Render(IVariables variables, Locale locale)
    {
        if (parts is [{ Filled: null } only])
            return only.Text;

        var text = new StringBuilder();
        var missing = false;
        foreach (var part in parts)
        {
            var value = part.Filled is { } filled ? filled.ValueIn(variables).Written(locale) : part.Text;
            if (part.Filled is not null && string.IsNullOrWhiteSpace(value))
            {
                missing = true;
                continue;
            }

            if (missing && part.Filled is null)
                MissingValue.CloseUp(text, ref value);
            text.Append(value);
            missing &= value!.Length == 0;
            if (text.Length > Longest)
                return text.ToString();
        }

        if (missing)
            MissingValue.CloseUpAtEnd(text);
        return text.ToString();
    }

    /// <summary>The text with each value put in as <paramref name="escape"/> gives it, without closing up where one is missing: for what no person reads.</summary>
    /// <param name="escapeAuthor">For what stands around the values; null: as it is.</param>
    internal string Fill(IVariables variables, Func<string, string> escape, Func<string, string>? escapeAuthor = null)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Filled is { } filled ? escape(filled.ValueIn(variables).Text) : escapeAuthor is null ? part.Text : escapeAuthor(part.Text));
            if (text.Length > Longest)
                break;
        }

        return text.ToString();
    }

    /// <summary>How long it is, in UTF-16 units, when all values are empty.</summary>
    internal int FixedLength => parts.Sum(part => part.Text.Length);

    /// <summary>Whether there are words in it besides its values.</summary>
    internal bool HasWords => parts.Any(part => part.Text.Any(char.IsLetter));

    /// <summary>The expression that the whole text is; null where anything else stands in it.</summary>
    public Expression? Only => parts is [{ Filled: { } only }] ? only : null;

    /// <summary>The value itself where the text is nothing but <c>{expression}</c>: a number stays one.</summary>
    public Value ValueIn(IVariables variables, Locale locale) =>
        parts is [{ Filled: { } only }] ? only.ValueIn(variables) : Value.Of(Render(variables, locale));

    public override string ToString() => Source;

    /// <summary>The brace that closes the one at this place; a brace within quotes closes nothing.</summary>
    private static int EndOf(string source, int start)
    {
        var quote = '\0';
        for (var at = start + 1; at < source.Length; at++)
        {
            var character = source[at];
            if (quote != '\0')
            {
                at += character == '\\' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'')
                quote = character;
            else if (character == '}')
                return at;
        }

        return -1;
    }

    private readonly record struct Part(string Text, Expression? Filled);
}
