using System.Text.Json;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class AuditFieldsTests
{
    [Fact]
    public void Changed_fields_are_an_object_that_people_can_read()
    {
        var json = AuditFields.Of(
            ("name", "मीरा \"M\""), ("role", null), ("isActive", true), ("version", 3L), ("scopes", new[] { "agents:read" }),
            ("at", new DateTimeOffset(2026, 3, 1, 17, 30, 0, TimeSpan.FromHours(5.5))));

        json.ShouldBe("""{"name":"मीरा \"M\"","role":null,"isActive":true,"version":3,"scopes":["agents:read"],"at":"2026-03-01T12:00:00+00:00"}""");
        JsonDocument.Parse(json).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public void What_is_no_plain_value_is_a_bug()
    {
        Should.Throw<ArgumentException>(() => AuditFields.Of(("thing", new object())));
    }
}
