namespace WhatsAppSupport.Application.Texts;

/// <summary>What the program itself says to customers, from the one file that a business edits (<c>flows/system/texts.yaml</c>).</summary>
public interface ISystemTexts
{
    /// <param name="language">A language tag; where there is no such translation its base language is taken (<c>hi</c> for <c>hi-IN</c>), then English.</param>
    string Get(SystemText text, string language);
}

public enum SystemText
{
    /// <summary>Nobody could answer; comes with <see cref="OfferPerson"/>.</summary>
    Apology,

    /// <summary>The button under an apology.</summary>
    OfferPerson,

    /// <summary>The customer writes faster than is answered.</summary>
    RateNotice,

    /// <summary>A choice fits nothing.</summary>
    AskAgain,

    /// <summary>A medium came where words are wanted.</summary>
    AskInWords,

    /// <summary>Something came that does not fit what is asked for, such as a number or a picture.</summary>
    AskToFit,

    /// <summary>A person was asked for.</summary>
    HandOver,

    /// <summary>No person came in time and the bot is back.</summary>
    NobodyCame,

    /// <summary>Thanks after a conversation or a rating.</summary>
    ThankYou,

    /// <summary>A voice note while no step wants one.</summary>
    VoiceNote,

    /// <summary>A picture, document or video while no step wants one.</summary>
    Medium,
}
