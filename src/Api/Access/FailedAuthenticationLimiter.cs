using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WhatsAppSupport.Api.Access;

/// <summary>
/// Counts failed authentications of an address within a fixed window. For keys, ask it only after authentication has failed: MSG91 may
/// share its address with an attacker (a proxy's, say), and what is authenticated is never limited. Passwords are costly to look at: count
/// a failure before, and take it back where there was none.
/// </summary>
public sealed class FailedAuthenticationLimiter(TimeProvider clock, int limit = FailedAuthenticationLimiter.DefaultLimit, int capacity = FailedAuthenticationLimiter.DefaultCapacity)
{
    public const int DefaultLimit = 20;

    /// <summary>Addresses that are remembered in one window; all that come after share one count.</summary>
    public const int DefaultCapacity = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private Counts current = new(0);

    /// <summary>Counts one failure.</summary>
    /// <returns>Null within the limit; else how long the address should wait.</returns>
    public TimeSpan? Count(IPAddress? address)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var counts = CountsOf(now / Window.Ticks);
        var key = KeyOf(address);
        if (counts.ByAddress.Count >= capacity && !counts.ByAddress.ContainsKey(key))
        {
            key = IPAddress.None;
        }

        return counts.ByAddress.AddOrUpdate(key, 1, (_, count) => count + 1) <= limit
            ? null
            : TimeSpan.FromTicks(Window.Ticks - (now % Window.Ticks));
    }

    /// <summary>It was none, after all.</summary>
    public void Forgive(IPAddress? address)
    {
        var counts = CountsOf(clock.GetUtcNow().UtcTicks / Window.Ticks);
        var key = KeyOf(address);
        key = counts.ByAddress.ContainsKey(key) ? key : IPAddress.None;
        while (counts.ByAddress.TryGetValue(key, out var count) && count > 0 && !counts.ByAddress.TryUpdate(key, count - 1, count))
        {
        }
    }

    private Counts CountsOf(long window)
    {
        var seen = Volatile.Read(ref current);
        if (seen.Window == window)
        {
            return seen;
        }

        var next = new Counts(window);
        var before = Interlocked.CompareExchange(ref current, next, seen);
        return before == seen ? next : before;
    }

    /// <summary>One household or host has a whole /64 of IPv6 to write from.</summary>
    private static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed record Counts(long Window)
    {
        public ConcurrentDictionary<IPAddress, int> ByAddress { get; } = new();
    }
}
