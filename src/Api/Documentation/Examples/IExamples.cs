namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>
/// What the bodies and answers of one area look like: one of each type, with invented people and numbers. A class of its own for each area is
/// found by itself; a type that is asked for or answered and has no example fails a test, which names it.
/// </summary>
internal interface IExamples
{
    IEnumerable<object> All { get; }
}
