using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Architecture;
using WhatsAppSupport.UnitTests.Domain;

namespace WhatsAppSupport.UnitTests.Application;

/// <summary>A kind of row is a member of the enumeration and its reader: neither is forgotten.</summary>
public sealed class LaneRowReadersTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    private IEnumerable<ILaneRowReader> Registered => support.Get<IEnumerable<ILaneRowReader>>();

    public void Dispose() => support.Dispose();

    [Fact]
    public void Every_kind_of_row_that_moves_a_conversation_has_one_reader() =>
        Registered.Select(reader => reader.Kind).ShouldBe(Enum.GetValues<InboxKind>().Where(kind => kind.IsOfLane()), ignoreOrder: true);

    [Fact]
    public void Every_reader_is_registered() => Registered.Select(reader => reader.GetType()).ShouldBe(
        Repository.TypesOf(Repository.Application).Where(type => type.IsClass && type.IsAssignableTo(typeof(ILaneRowReader))), ignoreOrder: true);

    [Fact]
    public void Two_readers_of_one_kind_stop_the_program() =>
        Should.Throw<ArgumentException>(() => new LaneRowReaders([new TimerRowReader(), new TimerRowReader()]));

    [Fact]
    public void What_belongs_to_no_lane_has_no_reader() => support.Get<LaneRowReaders>().Find(InboxKind.Report).ShouldBeNull();

    [Fact]
    public void Nobody_is_named_in_a_timer() => ((ILaneRowReader)new TimerRowReader()).SenderOf(Known.Row).ShouldBe(Sender.OfLane(Known.Row.Customer));
}
