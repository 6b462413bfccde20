using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Api.Health;

/// <summary>How the program is, as the worst of its parts.</summary>
public sealed record HealthReport(PartState Status, IReadOnlyList<PartReport> Parts);

public sealed record PartReport(string Name, PartState Status, string? Detail, double Milliseconds);
