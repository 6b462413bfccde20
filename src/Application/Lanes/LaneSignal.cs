using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Customers have come to this process: somebody may wait.</summary>
public sealed class LaneSignal : WorkSignal;
