using WhatsAppSupport.Domain.Messages;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class DeliveryReportTests
{
    [Fact]
    public void It_is_looked_for_by_the_best_id_that_it_has()
    {
        var own = MessageId.New(Noon);

        new DeliveryReport { Uuid = "u", RequestId = "r", Reference = own }.PrimaryId.ShouldBe("u");
        new DeliveryReport { RequestId = "r", Reference = own }.PrimaryId.ShouldBe("r");
        new DeliveryReport { Reference = own }.PrimaryId.ShouldBe(own.Value.ToString("N"));
        Should.Throw<InvalidOperationException>(() => new DeliveryReport().PrimaryId);
    }
}
