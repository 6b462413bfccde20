using System.Globalization;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Delivery;

internal sealed class ProviderHealth(SendGate gate) : IHealthPart
{
    public string Name => "provider";

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(gate.HeldSince is { } since
        ? new PartHealth(PartState.Degraded, string.Create(CultureInfo.InvariantCulture, $"the account is refused since {since:yyyy-MM-dd HH:mm:ss} UTC. {HeldOutbox.WhatToDo}"))
        : gate.IsAway
            ? new PartHealth(PartState.Degraded, "it does not answer: messages wait, none is failed, and they leave by themselves when it is back")
            : PartHealth.Up);
}
