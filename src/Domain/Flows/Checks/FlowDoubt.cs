namespace WhatsAppSupport.Domain.Flows.Checks;

/// <summary>What can be found in flows that are well written, one by one, and yet do not do what was meant. Their names, in snake_case, are codes that programs go by.</summary>
public enum FlowDoubt
{
    /// <summary>Nothing ever leads to the step.</summary>
    UnreachableStep,

    /// <summary>A variable that nothing sets on the way to where it is used.</summary>
    UnsetVariable,

    /// <summary>A variable of the name of something that is known anyway, which nobody can ask for then.</summary>
    HiddenFact,

    /// <summary>A trigger that never begins its flow, because another one always goes first.</summary>
    ShadowedTrigger,

    /// <summary>Steps that lead to themselves without waiting for anybody.</summary>
    LoopWithoutWait,

    /// <summary>A text that is there in fewer languages than others of its flow.</summary>
    MissingTranslation,

    /// <summary>A step that asks elsewhere, and says nothing for when that fails.</summary>
    MissingOnError,

    /// <summary>Something that can never be of the kind that is asked for.</summary>
    TypeError,

    /// <summary>WhatsApp takes less.</summary>
    TooLong,
}
