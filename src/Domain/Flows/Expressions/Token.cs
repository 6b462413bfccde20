namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <param name="Text">Of a quoted text: what it says; of everything else: as written, words of the language in small letters.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}

internal enum TokenKind
{
    /// <summary>An operator, a word of the language, or a parenthesis.</summary>
    Symbol,
    Name,
    Text,
    Literal,
    End,
}
