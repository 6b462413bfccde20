using System.Globalization;
using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.DemoShop;

/// <summary>What customers of the demo shop wrote and were answered: a conversation in each state that there is, in the languages of a small shop that ships far.</summary>
internal sealed class DemoTalks(IReadOnlyDictionary<string, Actor> agents, RunningFlows flows, string ours, ILookupHashes hashes, DateTimeOffset now)
{
    private const string Billing = "billing";
    private const string Support = "support";

    private static readonly ModelUsage Model = new("openai/gpt-4o-mini", 412, 96);

    private int numbers;

    private Actor Meera => agents[DemoPeople.Meera];

    private Actor Tomas => agents[DemoPeople.Tomas];

    /// <summary>The longest ago first, as they would have come.</summary>
    public static IEnumerable<DemoTalk> All(IReadOnlyDictionary<string, Actor> agents, RunningFlows flows, string ours, ILookupHashes hashes, DateTimeOffset now) =>
        new DemoTalks(agents, flows, ours, hashes, now).All();

    private IEnumerable<DemoTalk> All() => Completed().Concat(WithAgents()).Concat(Waiting()).Concat(Active());

    private IEnumerable<DemoTalk> Completed()
    {
        yield return Talk("Asha Rao", "en", TimeSpan.FromDays(6))
            .Asks("Hello, is the blue kettle back in stock?")
            .Says(new Reply("Yes, it came in this morning. Shall I keep one for you?"), model: Model)
            .After(40).Asks("Yes please, I will come by on Friday.")
            .Says(new Reply("Done: one blue kettle is kept for Asha until Saturday."), model: Model)
            .After(300).Tag("reserved").IsOver(5);
        yield return Talk("Rohan Mehta", "hi", TimeSpan.FromDays(4))
            .Asks("मेरा ऑर्डर 1042 अभी तक नहीं आया।")
            .Says(new Reply("क्षमा करें। मैं एक सहकर्मी को बुलाता हूँ।"))
            .Wants(Support, "order 1042 is late")
            .After(420).IsTakenBy(Meera)
            .After(60).Answers(Meera, "नमस्ते रोहन जी, आपका पैकेट आज शाम तक पहुँच जाएगा।")
            .After(900).Asks("धन्यवाद!")
            .Note("The carrier had the wrong pin code; corrected with them by phone.")
            .After(120).Tag("delivery").IsResolvedBy(Meera, 5);
        yield return Talk("Lucía Fernández", "es", TimeSpan.FromDays(3))
            .Asks("La taza llegó rota. ¿Qué hago?")
            .Says(new Reply("Lo siento mucho. Una persona del equipo te escribirá aquí."))
            .Wants(Support, "a broken mug")
            .After(1500).IsTakenBy(Tomas)
            .After(30).Answers(Tomas, "Hola, Lucía. Te enviamos otra hoy mismo, sin coste.")
            .After(600).Asks("Gracias, pero tardasteis mucho.")
            .After(60).Tag("damaged").Tag("replacement").IsResolvedBy(Tomas, 2);
        yield return Talk("Jonas Weber", "de", TimeSpan.FromDays(2))
            .Asks("Liefern Sie auch nach Österreich?")
            .Says(new Reply("Ja, in drei bis fünf Werktagen. Ab 50 € ist der Versand frei."), DeliveryStatus.Delivered, Model)
            .After(600).IsOver(4);
    }

    private IEnumerable<DemoTalk> WithAgents()
    {
        yield return Talk("Fatima Al-Sayed", "ar", TimeSpan.FromMinutes(95))
            .Asks("هل يمكنني تغيير عنوان التوصيل؟")
            .Says(new Reply("بالطبع. سيكتب لك أحد الزملاء هنا."))
            .Wants(Support, "another address for an order")
            .After(240).IsTakenBy(Meera)
            .After(45).Answers(Meera, "مرحبًا فاطمة، ما هو العنوان الجديد من فضلك؟", DeliveryStatus.Delivered)
            .Note("Order 1077, still in the warehouse: the address can be changed until 18:00.")
            .Tag("address");
        yield return Talk("Pedro Almeida", "pt", TimeSpan.FromMinutes(50))
            .Asks("Fui cobrado duas vezes pelo pedido 1081.")
            .Says(new Reply("Desculpe por isso. Um colega vai verificar agora."))
            .Wants(Billing, "charged twice, order 1081")
            .After(300).IsTakenBy(Tomas)
            .After(20).Answers(Tomas, "Olá Pedro, já vi as duas cobranças. O estorno leva dois dias úteis.", DeliveryStatus.Failed)
            .Tag("payment").IsFlagged();
    }

    private IEnumerable<DemoTalk> Waiting()
    {
        yield return Talk("Kavya Subramanian", "ta", TimeSpan.FromMinutes(7))
            .Asks("பணம் திரும்ப எப்போது வரும்?")
            .Says(new Reply("ஒரு சக பணியாளர் விரைவில் உங்களுக்கு எழுதுவார்."))
            .Wants(Billing, "asks for a refund").Tag("refund");
        yield return Talk("Grace Mwangi", "en", TimeSpan.FromMinutes(3))
            .Asks("I want to talk to a person, please.")
            .Says(new Reply("Of course, Grace. A colleague will write to you here."), DeliveryStatus.Delivered)
            .Wants(Support, "Grace asked for a person");
    }

    private IEnumerable<DemoTalk> Active()
    {
        yield return InFlow(Talk("Daniel Kim", "en", TimeSpan.FromMinutes(2)), "help");
        yield return InFlow(Talk("Priya Shah", "en", TimeSpan.FromMinutes(1)), "order help");
        yield return Talk("Émile Caron", "fr", TimeSpan.FromMinutes(4))
            .Asks("Bonjour, quels sont vos horaires ?")
            .Says(new Reply("Bonjour ! Nous sommes ouverts du lundi au samedi, de 9 h à 19 h."), DeliveryStatus.Sent, Model);
    }

    /// <summary>The flows that run answer, whichever they are: the conversation can be gone on with.</summary>
    private DemoTalk InFlow(DemoTalk talk, string text)
    {
        string Text(SystemText what) => flows.Texts.Get(what, talk.Conversation.Language);
        talk.Asks(text);
        var context = new FlowContext(talk.Customer.Name, Text(SystemText.AskAgain), Text(SystemText.AskInWords), Text(SystemText.HandOver))
        {
            AskToFit = Text(SystemText.AskToFit),
            Now = talk.Now,
            Language = talk.Conversation.Language,
        };
        var outcome = flows.Engine.Decide(null, new CustomerInput(MessageType.Text, text, Payload: null), context);
        foreach (var said in outcome.Effects.OfType<FlowEffect.Say>())
        {
            talk.Says(said.Reply, DeliveryStatus.Delivered);
        }

        return outcome.Effects.All(effect => effect is FlowEffect.Say) ? talk.StandsIn(outcome.Position) : talk;
    }

    /// <summary>No country has the code 999.</summary>
    private DemoTalk Talk(string name, string language, TimeSpan ago) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"9990000001{++numbers:00}"), language, ours, hashes, now - ago);
}
