using WhatsAppSupport.Load.Servers;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class RigTests
{
    [Fact]
    public void PostgreSQL_is_measured_as_it_is_shipped()
    {
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "compose.yaml"));

        Rig.AsShipped.ShouldNotBeEmpty();
        Rig.AsShipped.ShouldAllBe(setting => shipped.Contains($"-c, {setting.Key}={setting.Value}", StringComparison.Ordinal));
    }
}
