using System.Globalization;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Running;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Values;

/// <summary>
/// What a flow knows: words, a number, yes or no, a day, a moment, several of them, or named fields. Whatever is asked of one that it is not gives a defined answer and never an error:
/// what a customer writes decides which kind there is.
/// </summary>
public abstract record Value : Personal
{
    public static readonly Value Nothing = new Missing();
    public static readonly Value True = new Truth(true);
    public static readonly Value False = new Truth(false);

    private Value()
    {
    }

    /// <summary>As plain text, the same in every language.</summary>
    public abstract string Text { get; }

    /// <summary>In the form in which texts are compared.</summary>
    internal virtual string Folded => Text;

    /// <summary>Null for what is none; words that are written as a number are one.</summary>
    internal virtual decimal? AsNumber => null;

    /// <summary>By the business's clock; null for what is no time.</summary>
    internal virtual DateTime? AsTime => null;

    /// <summary>What it consists of: itself, where it is not several.</summary>
    internal virtual IReadOnlyList<Value> Items => [this];

    internal virtual bool IsEmpty => false;

    /// <summary>How many lists lie within each other.</summary>
    internal virtual int Depth => 0;

    /// <summary>What it takes to keep it, about as many UTF-16 units as it has in words.</summary>
    internal virtual int Size => 32;

    /// <summary>All but nothing, 0 and false.</summary>
    internal bool IsTrue => !IsEmpty && AsNumber != 0 && Folded != "false";

    public static Value Of(string? text) => string.IsNullOrEmpty(text) ? Nothing : new Words(text);

    public static Value Of(bool truth) => truth ? True : False;

    public static Value Of(decimal? number) => number is { } known ? new Number(known) : Nothing;

    /// <summary>
    /// Several as one, and nothing where they are more than could be kept: a list that is put into a list twice, and that one twice again, would
    /// soon be larger than any memory, and too deep to be looked through.
    /// </summary>
    internal static Value Of(IReadOnlyList<Value> items) =>
        new List([.. items.Select(Kept)]) is { Size: <= FlowState.MaxLength } list ? list : Nothing;

    /// <inheritdoc cref="Of(IReadOnlyList{Value})"/>
    internal static Value Of(IEnumerable<KeyValuePair<string, Value>> fields) =>
        new Fields(fields.ToDictionary(one => one.Key, one => Kept(one.Value), StringComparer.Ordinal)) is { Size: <= FlowState.MaxLength } named ? named : Nothing;

    /// <summary>Nothing, for what is no JSON.</summary>
    public static Value FromJson(string? json) => (json is null ? null : AnswerJson.Read(json, root => ValueJson.Read(root))) ?? Nothing;

    /// <summary>For a reader of this language.</summary>
    internal virtual string Written(Locale locale) => Text;

    /// <summary>As a number where both are, as a time where both are, else as text.</summary>
    internal bool IsSame(Value other) =>
        AsNumber is { } one && other.AsNumber is { } another ? one == another
        : AsTime is { } when && other.AsTime is { } then ? when == then
        : Folded == other.Folded;

    /// <summary>Null where neither comes first: one is empty, or only one is a number.</summary>
    internal int? CompareTo(Value other) =>
        IsEmpty || other.IsEmpty ? null
        : AsNumber is { } one && other.AsNumber is { } another ? one.CompareTo(another)
        : AsTime is { } when && other.AsTime is { } then ? when.CompareTo(then)
        : AsNumber is null && other.AsNumber is null ? string.CompareOrdinal(Folded, other.Folded)
        : null;

    internal virtual bool Contains(Value part) => !part.IsEmpty && Folded.Contains(part.Folded, StringComparison.Ordinal);

    private static Value Kept(Value item) => item.Depth < ValueJson.Deepest ? item : Nothing;

    private static int SizeOf(IEnumerable<Value> items) => (int)Math.Min(int.MaxValue, items.Sum(item => (long)item.Size + 2));

    private sealed record Missing : Value
    {
        public override string Text => "";

        internal override bool IsEmpty => true;

        internal override IReadOnlyList<Value> Items => [];
    }

    public sealed record Words(string Content) : Value
    {
        private string? folded;

        public override string Text => Content;

        internal override string Folded => folded ??= FoldedText.Of(Content);

        internal override bool IsEmpty => Folded.Length == 0;

        internal override decimal? AsNumber => Numbers.Read(Folded);

        internal override int Size => Content.Length;

        public bool Equals(Words? other) => other is not null && Content == other.Content;

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Content);
    }

    public sealed record Number(decimal Content) : Value
    {
        public override string Text => Numbers.Write(Content);

        internal override decimal? AsNumber => Content;

        internal override string Written(Locale locale) => locale.Write(Content);
    }

    public sealed record Truth(bool Content) : Value
    {
        public override string Text => Content ? "true" : "false";
    }

    public sealed record Day(DateOnly Content) : Value
    {
        public override string Text => Content.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        internal override DateTime? AsTime => Content.ToDateTime(TimeOnly.MinValue);

        internal override string Written(Locale locale) => locale.Write(Content);
    }

    /// <param name="Content">With the offset of the business's clock.</param>
    public sealed record Moment(DateTimeOffset Content) : Value
    {
        public override string Text => Content.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

        internal override DateTime? AsTime => Content.DateTime;

        internal override string Written(Locale locale) => locale.Write(Content);
    }

    public sealed record List(IReadOnlyList<Value> Content) : Value
    {
        public override string Text => string.Join(", ", Content.Select(item => item.Text));

        internal override IReadOnlyList<Value> Items => Content;

        internal override bool IsEmpty => Content.Count == 0;

        internal override int Depth { get; } = 1 + Content.Select(item => item.Depth).DefaultIfEmpty().Max();

        internal override int Size { get; } = SizeOf(Content);

        internal override string Folded => FoldedText.Of(Text);

        internal override bool Contains(Value part) => Content.Any(item => item.IsSame(part));

        internal override string Written(Locale locale) => string.Join(", ", Content.Select(item => item.Written(locale)));

        public bool Equals(List? other) => other is not null && Content.SequenceEqual(other.Content);

        public override int GetHashCode() => Content.Count;
    }

    /// <summary>Each is known by its name after a dot: <c>order.status</c>.</summary>
    public sealed record Fields(IReadOnlyDictionary<string, Value> Content) : Value
    {
        public override string Text => string.Join(", ", Content.Select(one => $"{one.Key}: {one.Value.Text}"));

        internal override bool IsEmpty => Content.Count == 0;

        internal override int Depth { get; } = 1 + Content.Values.Select(item => item.Depth).DefaultIfEmpty().Max();

        internal override int Size { get; } = Content.Keys.Sum(name => name.Length) + SizeOf(Content.Values);

        internal override IReadOnlyList<Value> Items => [.. Content.Values];

        internal override string Folded => FoldedText.Of(Text);

        public bool Equals(Fields? other) =>
            other is not null && Content.Count == other.Content.Count && Content.All(field => other.Content.TryGetValue(field.Key, out var value) && value == field.Value);

        public override int GetHashCode() => Content.Count;
    }
}
