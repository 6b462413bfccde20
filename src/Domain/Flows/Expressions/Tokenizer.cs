using System.Text;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal sealed class Tokenizer(string source)
{
    private readonly List<Token> tokens = [];
    private int at;
    private ExpressionError? problem;

    /// <summary>A word of the language, which names no variable.</summary>
    public static bool IsWord(string name) => name.ToLowerInvariant() is "and" or "or" or "not" or "contains" or "true" or "false";

    /// <summary>All tokens, the last of them the end; null with the first error.</summary>
    public IReadOnlyList<Token>? Read(out ExpressionError? error)
    {
        while (at < source.Length && problem is null)
        {
            if (char.IsWhiteSpace(source[at]))
                at++;
            else
                ReadOne(source[at]);
        }

        error = problem;
        tokens.Add(new Token(TokenKind.End, "", source.Length + 1));
        return error is null ? tokens : null;
    }

    /// <summary>A minus after a value takes something from it; before one it belongs to the number.</summary>
    private bool FollowsValue => tokens.Count > 0 && (tokens[^1].Kind is TokenKind.Name or TokenKind.Text or TokenKind.Literal || tokens[^1].Is(")"));

    private void ReadOne(char first)
    {
        if (first is '"' or '\'')
            ReadText(first);
        else if (char.IsAsciiDigit(first) || (first is '-' && !FollowsValue && char.IsAsciiDigit(CharacterAt(at + 1))))
            ReadNumber();
        else if (VariableName.LengthAt(source, at) is > 0 and var length)
            Add(source.Substring(at, length));
        else if (first is '(' or ')' or ',' or '+' or '-' or '*' or '/' or '%')
            Take(TokenKind.Symbol, 1);
        else if (first is '<' or '>' or '=' or '!')
            ReadOperator(first);
        else
            Fail(at, first switch
            {
                '{' or '}' => "a variable stands without braces here, as in topic == \"refund\"",
                '&' => "\"&\" is written and",
                '|' => "\"|\" is written or",
                _ => $"\"{Shown(first)}\" means nothing here; what can be used is {string.Join(" ", Comparison.Operators)} and or not + - * / % ( )",
            });
    }

    private void Add(string name)
    {
        var word = name.ToLowerInvariant();
        var kind = word is "and" or "or" or "not" or "contains" ? TokenKind.Symbol
            : word is "true" or "false" ? TokenKind.Literal
            : TokenKind.Name;
        tokens.Add(new Token(kind, kind == TokenKind.Name ? name : word, at + 1));
        at += name.Length;
    }

    private void ReadOperator(char first)
    {
        if (CharacterAt(at + 1) == '=')
            Take(TokenKind.Symbol, 2);
        else if (first is '<' or '>')
            Take(TokenKind.Symbol, 1);
        else
            Fail(at, first == '=' ? "to compare, write ==" : "\"!\" is written not, and unequal is !=");
    }

    private void ReadNumber()
    {
        var end = at + 1;
        while (char.IsAsciiDigit(CharacterAt(end)))
            end++;
        if (CharacterAt(end) == '.' && char.IsAsciiDigit(CharacterAt(end + 1)))
        {
            end++;
            while (char.IsAsciiDigit(CharacterAt(end)))
                end++;
        }

        if (end - at > 28 || VariableName.LengthAt(source, end) > 0)
            Fail(at, "a number has at most 28 digits, and a variable begins with a letter; any other text stands in quotes");
        else
            Take(TokenKind.Literal, end - at);
    }

    private void ReadText(char quote)
    {
        var start = at++;
        var text = new StringBuilder();
        while (at < source.Length && source[at] != quote)
        {
            var character = source[at++];
            if (character != '\\')
                text.Append(character);
            else if (at < source.Length)
                text.Append(source[at++] switch { 'n' => '\n', 't' => '\t', var escaped => escaped });
        }

        if (at >= source.Length)
            Fail(start, $"the text that begins here is not closed with {quote}");
        at++;
        tokens.Add(new Token(TokenKind.Text, text.ToString(), start + 1));
    }

    private void Take(TokenKind kind, int length)
    {
        tokens.Add(new Token(kind, source.Substring(at, length), at + 1));
        at += length;
    }

    private void Fail(int index, string why) => problem ??= new ExpressionError(index + 1, why);

    private char CharacterAt(int index) => index < source.Length ? source[index] : '\0';

    private static string Shown(char character) =>
        char.IsSurrogate(character) || char.IsControl(character) ? $"U+{(int)character:X4}" : character.ToString();
}
