using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Hours;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>One conversation with the flows, in the time of its transcript. What the program does around the engine is done here, as far as a flow can notice it.</summary>
internal sealed class PlayedTalk
{
    private readonly FlowEngine engine;
    private readonly ISystemTexts texts;
    private readonly Action<string, string>? entered;
    private readonly Dictionary<string, Value> facts;
    private readonly List<string> tags = [];
    private readonly List<ReplyOption> shown = [];
    private readonly List<Timer> timers = [];
    private FlowPosition? position;
    private FlowEffect? question;
    private DateTimeOffset now;
    private string language;
    private long turn;
    private bool isWithPerson;

    public PlayedTalk(FlowSet flows, ISystemTexts texts, TranscriptSettings settings, Action<string, string>? entered)
    {
        var zone = flows.Hours.Zone;
        engine = new FlowEngine(new FlowSet(flows.All) { Hours = settings.Hours is { } hours ? HoursOf(hours, zone) : flows.Hours });
        (this.texts, this.entered, language) = (texts, entered, settings.Language);
        now = new DateTimeOffset(settings.Now, zone.GetUtcOffset(settings.Now));
        facts = settings.Facts.ToDictionary(fact => fact.Key, fact => fact.Key == "customer.metadata" ? Value.FromJson(fact.Value) : Value.Of(fact.Value));
    }

    /// <returns>All that comes of it; null where it cannot be done.</returns>
    public IReadOnlyList<string>? Do(Deed deed, out string? problem)
    {
        problem = null;
        switch (deed)
        {
            case Deed.Writes(_, _, var text):
                return Hear(new CustomerInput(MessageType.Text, text, null));
            case Deed.Sends(_, _, var type, var caption, var media):
                return Hear(new CustomerInput(type, caption, null, media));
            case Deed.TimePasses(_, _, var time):
                return Pass(time);
            case Deed.Taps(_, _, var title) when shown.FindLast(option => option.Title == title) is { } tapped:
                return Hear(new CustomerInput(MessageType.Interactive, tapped.Title, tapped.Id));
            case Deed.Answers(_, _, var isModel, var answer) when VisitOf(question, isModel) is { } visit:
                question = null;
                return Decide(new FlowInput.Answered(visit, answer));
            case Deed.Taps(_, _, var title):
                problem = shown.Count == 0 ? $"there is nothing to tap yet, and no \"{title}\"" : $"there is no \"{title}\" to tap; shown are {string.Join(", ", shown.Select(option => option.Title).Distinct())}";
                return null;
            default:
                problem = "nobody was asked for this answer; it comes after a line such as Asks: GET https://api.shop.example/orders/10023, or Asks the model: Sum it up";
                return null;
        }
    }

    private static long? VisitOf(FlowEffect? question, bool isModel) => question switch
    {
        FlowEffect.Request request when !isModel => request.Visit,
        FlowEffect.AskModel asked when isModel => asked.Visit,
        _ => null,
    };

    private static BusinessHours HoursOf(TranscriptHours hours, TimeZoneInfo zone) => hours.OpensAt is not { } opens
        ? BusinessHours.Always with { Zone = zone }
        : new BusinessHours(zone, [.. Enumerable.Repeat<IReadOnlyList<OpeningTime>>([], 7)], new Dictionary<DateOnly, IReadOnlyList<OpeningTime>>
        {
            [DateOnly.FromDateTime(opens)] = [new OpeningTime(opens.TimeOfDay, TimeSpan.FromDays(1))],
        });

    /// <summary>Who is with a person is not answered by a flow.</summary>
    private List<string> Hear(CustomerInput input) => isWithPerson ? [] : Decide(input);

    private List<string> Pass(TimeSpan time)
    {
        var (until, happened) = (now + time, new List<string>());
        while (timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due) is { } next)
        {
            timers.Remove(next);
            now = next.Due;
            happened.AddRange(Decide(new FlowInput.TimeUp(next.Visit)));
        }

        now = until;
        return happened;
    }

    private List<string> Decide(FlowInput input)
    {
        var before = position;
        var outcome = engine.Decide(before, input, Context());
        position = outcome.Position;
        var happened = outcome.Effects.SelectMany(TranscriptEvents.Of).ToList();
        foreach (var effect in outcome.Effects)
            Keep(effect);
        if (!outcome.Handled)
            happened.Add(TranscriptEvents.Nobody);
        else if (position is null && !isWithPerson && (before is not null || outcome.Effects.Count > 0))
            happened.Add(TranscriptEvents.Over);
        return happened;
    }

    private void Keep(FlowEffect effect)
    {
        switch (effect)
        {
            case FlowEffect.Say(var reply):
                shown.AddRange(WhatsAppShape.Fit(reply).SelectMany(fitted => fitted.Options));
                break;
            case FlowEffect.WakeAfter(var visit, var after):
                timers.Add(new Timer(now + after, visit));
                break;
            case FlowEffect.Request or FlowEffect.AskModel:
                question = effect;
                break;
            case FlowEffect.SpeakIn(var spoken):
                language = spoken;
                break;
            case FlowEffect.Tag(var name, var isAdded):
                tags.Remove(name);
                if (isAdded)
                    tags.Add(name);
                break;
            case FlowEffect.Rate(var score):
                facts["conversation.score"] = Value.Of(score);
                break;
            case FlowEffect.HandOver:
                isWithPerson = true;
                break;
        }
    }

    private FlowContext Context() => new(
        facts.GetValueOrDefault("customer.name", Value.Nothing).Text,
        texts.Get(SystemText.AskAgain, language),
        texts.Get(SystemText.AskInWords, language),
        texts.Get(SystemText.HandOver, language))
    {
        AskToFit = texts.Get(SystemText.AskToFit, language),
        Turn = ++turn,
        Now = now,
        Language = language,
        IsFirstMessage = turn == 1 && facts.GetValueOrDefault("customer.is_new", Value.Nothing).Text == "true",
        Facts = name => name == "conversation.tags" ? new Value.List([.. tags.Select(Value.Of)]) : facts.GetValueOrDefault(name, Value.Nothing),
        Entered = entered,
    };

    private sealed record Timer(DateTimeOffset Due, long Visit);
}
