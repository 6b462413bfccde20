namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>What kinds of value something can be, as far as that is known before it runs.</summary>
[Flags]
internal enum ValueKinds
{
    None = 0,
    Text = 1,
    Number = 2,
    Truth = 4,
    Time = 8,
    List = 16,
    Fields = 32,

    /// <summary>Words, which count as a number where they are one.</summary>
    Words = Text | Number,
    Anything = Text | Number | Truth | Time | List | Fields,
}
