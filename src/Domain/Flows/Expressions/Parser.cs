namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>
/// From the loosest to the tightest: <c>or</c>, <c>and</c>, <c>not</c>, one comparison, sums, products, a sign, a value. Every step inward that
/// could be repeated by a source without end counts against the depth.
/// </summary>
internal sealed class Parser(IReadOnlyList<Token> tokens)
{
    /// <summary>Of one expression: each may have a long text to go through.</summary>
    public const int MostCalls = 200;

    private const int DeepestNesting = 50;
    private int at;
    private int depth;
    private int calls;
    private ExpressionError? problem;

    private Token Current => tokens[at];

    public Expression? Parse(out ExpressionError? error)
    {
        var expression = ReadOr();
        if (problem is null && Current.Kind != TokenKind.End)
            Fail(Comparison.Operators.Contains(Current.Text) && Current.Kind == TokenKind.Symbol
                ? "one comparison cannot be compared again; join two with and, or use parentheses"
                : $"{Shown(Current)} is not expected here; two conditions are joined with and or or");
        error = problem;
        return error is null ? expression : null;
    }

    private Expression ReadOr() => ReadRow("or", ReadAnd, operands => new Any(operands));

    private Expression ReadAnd() => ReadRow("and", ReadNot, operands => new All(operands));

    private Expression ReadRow(string word, Func<Expression> readOne, Func<IReadOnlyList<Expression>, Expression> join)
    {
        var first = readOne();
        if (problem is not null || !Current.Is(word))
            return first;
        List<Expression> operands = [first];
        while (problem is null && Current.Is(word))
        {
            at++;
            operands.Add(readOne());
        }

        return join(operands);
    }

    private Expression ReadNot()
    {
        if (!Current.Is("not"))
            return ReadComparison();
        at++;
        return Deeper(() => new Not(ReadNot()));
    }

    private Expression ReadComparison()
    {
        var left = ReadSum();
        if (problem is not null || Current.Kind != TokenKind.Symbol || !Comparison.Operators.Contains(Current.Text))
            return left;
        var comparison = Current.Text;
        at++;
        return new Comparison(left, comparison, ReadSum());
    }

    private Expression ReadSum() => ReadCount(ReadProduct, Binding.Sum, "+", "-");

    private Expression ReadProduct() => ReadCount(ReadSign, Binding.Product, "*", "/", "%");

    private Expression ReadCount(Func<Expression> readOne, Binding level, params ReadOnlySpan<string> signs)
    {
        var first = readOne();
        List<(string, Expression)>? rest = null;
        while (problem is null && Current.Kind == TokenKind.Symbol && signs.Contains(Current.Text))
        {
            var sign = Current.Text;
            at++;
            (rest ??= []).Add((sign, readOne()));
        }

        return rest is null ? first : new Arithmetic(first, rest, level);
    }

    private Expression ReadSign()
    {
        if (!Current.Is("-"))
            return ReadValue();
        at++;
        return Deeper(() => new Negated(ReadSign()));
    }

    private Expression ReadValue()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
            at++;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new TextLiteral(token.Text);
            case TokenKind.Literal:
                return new Literal(token.Text);
            case TokenKind.Name when Current.Is("("):
                at++;
                return Deeper(() => ReadCall(token));
            case TokenKind.Name:
                return new Variable(token.Text);
            case TokenKind.Symbol when token.Text == "(":
                var inner = Deeper(ReadOr);
                if (problem is null && !Current.Is(")"))
                    Fail($"the parenthesis opened at column {token.Column} is not closed");
                else if (problem is null)
                    at++;
                return inner;
            default:
                problem ??= new ExpressionError(token.Column, $"a value is missing before {Shown(token)}: a variable, a number or a \"text\"");
                return new Literal("false");
        }
    }

    private Expression ReadCall(Token name)
    {
        var arguments = new List<Expression>();
        while (problem is null && !Current.Is(")"))
        {
            if (arguments.Count > 0 && !Current.Is(","))
            {
                Fail($"after a value in {name.Text}(...) comes , or )");
                break;
            }

            at += arguments.Count > 0 ? 1 : 0;
            arguments.Add(ReadOr());
        }

        at += problem is null ? 1 : 0;
        if (++calls > MostCalls)
            problem ??= new ExpressionError(name.Column, $"more than {MostCalls} functions in one expression; work a part of it out in a set step before");
        if (problem is null && Functions.Find(name.Text) is not { })
            problem = new ExpressionError(name.Column, $"there is no function {name.Text}; there are {string.Join(", ", Functions.All.Select(one => one.Name))}");
        if (problem is not null || Functions.Find(name.Text) is not { } function)
            return new Literal("false");
        if (arguments.Count >= function.Least && arguments.Count <= function.Most)
            return new FunctionCall(function, arguments);
        problem = new ExpressionError(name.Column, $"{name.Text} is written {function.Form}; {arguments.Count} values were given");
        return new Literal("false");
    }

    private Expression Deeper(Func<Expression> read)
    {
        if (depth >= DeepestNesting)
        {
            Fail($"more than {DeepestNesting} parentheses and nots within each other");
            return new Literal("false");
        }

        depth++;
        var expression = read();
        depth--;
        return expression;
    }

    private void Fail(string why) => problem ??= new ExpressionError(Current.Column, why);

    private static string Shown(Token token) => token.Kind == TokenKind.End ? "the end" : $"\"{token.Text}\"";
}
