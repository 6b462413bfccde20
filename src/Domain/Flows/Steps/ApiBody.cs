using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>What an <c>api</c> step sends: a text, or JSON whose texts are filled in where they stand.</summary>
public abstract record ApiBody
{
    private ApiBody()
    {
    }

    internal abstract IEnumerable<Expression> Expressions { get; }

    public sealed record Plain(TextTemplate Text) : ApiBody
    {
        internal override IEnumerable<Expression> Expressions => Text.Expressions;
    }

    /// <summary>A field whose text is nothing but <c>{expression}</c> is a number, a list or nothing in the JSON, too, where its value is.</summary>
    public sealed record Json(JsonForm Form) : ApiBody
    {
        internal override IEnumerable<Expression> Expressions => Form.Expressions;
    }
}

/// <summary>A piece of JSON in an <c>api</c> step's body.</summary>
public abstract record JsonForm
{
    private JsonForm()
    {
    }

    internal abstract IEnumerable<Expression> Expressions { get; }

    public sealed record Text(TextTemplate Template) : JsonForm
    {
        internal override IEnumerable<Expression> Expressions => Template.Expressions;
    }

    /// <param name="Json">A number, true, false or null, as it stands.</param>
    public sealed record Fixed(string Json) : JsonForm
    {
        internal override IEnumerable<Expression> Expressions => [];
    }

    public sealed record List(IReadOnlyList<JsonForm> Items) : JsonForm
    {
        internal override IEnumerable<Expression> Expressions => Items.SelectMany(item => item.Expressions);
    }

    public sealed record Map(IReadOnlyList<KeyValuePair<string, JsonForm>> Fields) : JsonForm
    {
        internal override IEnumerable<Expression> Expressions => Fields.SelectMany(one => one.Value.Expressions);
    }
}
