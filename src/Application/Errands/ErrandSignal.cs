using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.Application.Errands;

/// <summary>A flow wants something done outside of its turn, or there is room again for more of it.</summary>
public sealed class ErrandSignal : WorkSignal;
