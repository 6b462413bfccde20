using System.Globalization;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>One customer, and all that they say, are called and are told: in several scripts, and in no other test. Each text has a part of the number in it, so that none is ever said twice.</summary>
internal sealed class Flock
{
    public Flock()
    {
        Phone = Customers.Next();
        var mark = Phone[^6..];
        UserId = $"IN.5519{mark}4210";
        Name = $"Šárka Bernsteinschnäpper {mark}";
        Said = $"नीलकंठ बसंता गाती है {mark}";
        Variable = $"دخلة الجنة الهندية {mark}";
        Question = $"Where does the flycatcher sleep 🦜🪺 {mark}?";
        Unanswered = $"write to paradise.flycatcher.{mark}@birds.example";
        FromModel = $"Im Weißstorchnest von Łódź {mark}";
        Why = $"the beak {mark} is broken";
        Reply = $"Nineteen drongos answered {mark}";
        Caption = $"青い鳥の写真 {mark}";
        File = $"schwarzkopfruderente-{mark}.jpg";
        Fault = $"the owl {mark} complains";
        Unread = $"Жар-птица {mark}";
        Metadata = $"tagged by ornithologist {mark}";
        Guessed = $"who guesses nightjars {mark}";
    }

    public string Phone { get; }

    public string UserId { get; }

    public string Name { get; }

    public string Said { get; }

    /// <summary>Told to a flow, which says it back.</summary>
    public string Variable { get; }

    public string Question { get; }

    /// <summary>Asked while no model answers.</summary>
    public string Unanswered { get; }

    public string FromModel { get; }

    /// <summary>Told to a flow as the reason for calling a person.</summary>
    public string Why { get; }

    public string Reply { get; }

    public string Caption { get; }

    public string File { get; }

    /// <summary>What providers and bugs say when they fail, with the customer's words in it.</summary>
    public string Fault { get; }

    /// <summary>In bodies that are no message.</summary>
    public string Unread { get; }

    public string Metadata { get; }

    /// <summary>In requests that are refused.</summary>
    public string Guessed { get; }

    /// <summary>All that is known of them by what they wrote and were told: what an export must tell.</summary>
    public IReadOnlyList<Canary> Exported => Of(Phone, UserId, Name, Said, Variable, Question, Unanswered, FromModel, Why, Reply, Caption, File, Metadata);

    public IReadOnlyList<Canary> All => [.. Exported, .. Of(Fault, Unread, Guessed)];

    /// <summary>As a provider that quotes what it was asked to send.</summary>
    public string Quoting(string text) => string.Create(CultureInfo.InvariantCulture, $"{Fault}: {Name} (+{Phone}, {UserId}) may not be told '{text}'");

    private static IReadOnlyList<Canary> Of(params string[] texts) => [.. texts.Select(text => new Canary(text))];
}
