using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>One of the three.</summary>
/// <param name="Name">Also the key that it shows to MSG91, so that the stand-in knows who asked.</param>
/// <param name="Address">The same after each start.</param>
internal sealed record CrashProcess(string Name, SupportProcess Support, Uri Address);
