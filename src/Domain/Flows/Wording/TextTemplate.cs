using System.Text;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>
/// A text with <c>{variable}</c> in it, taken apart once. Values are put in as they are: braces in them mean nothing. Where a
/// value is missing the words around it close up (<see cref="MissingValue"/>). <c>{{</c> and <c>}}</c> are braces themselves.
/// </summary>
public sealed class TextTemplate
{
    private readonly IReadOnlyList<Part> parts;

    private TextTemplate(string source, IReadOnlyList<Part> parts) => (Source, this.parts) = (source, parts);

    /// <summary>As its author wrote it.</summary>
    public string Source { get; }

    public IEnumerable<string> Variables => parts.Where(part => part.IsVariable).Select(part => part.Text);

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
                var end = character == '{' ? source.IndexOf('}', at) : -1;
                var name = end < 0 ? "" : source[(at + 1)..end].Trim();
                if (!VariableName.IsValid(name))
                {
                    problem = $"the {character} at character {at + 1} is no part of a {{variable}}; a variable is {VariableName.Rule}, and a brace itself is written {character}{character}";
                    return null;
                }

                if (literal.Length > 0)
                    parts.Add(new Part(literal.ToString(), IsVariable: false));
                literal.Clear();
                parts.Add(new Part(name, IsVariable: true));
                at = end;
            }
        }

        if (literal.Length > 0)
            parts.Add(new Part(literal.ToString(), IsVariable: false));
        return new TextTemplate(source, parts);
    }

    /// <summary>The text for these values; empty when nothing but missing values is in it.</summary>
    public string Render(IVariables variables)
    {
        if (parts is [{ IsVariable: false } only])
            return only.Text;

        var text = new StringBuilder();
        var missing = false;
        foreach (var part in parts)
        {
            var value = part.IsVariable ? variables.Find(part.Text) : part.Text;
            if (part.IsVariable && string.IsNullOrWhiteSpace(value))
            {
                missing = true;
                continue;
            }

            if (missing && !part.IsVariable)
                MissingValue.CloseUp(text, ref value);
            text.Append(value);
            missing &= value!.Length == 0;
        }

        if (missing)
            MissingValue.CloseUpAtEnd(text);
        return text.ToString();
    }

    public override string ToString() => Source;

    private readonly record struct Part(string Text, bool IsVariable);
}
