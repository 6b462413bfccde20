using System.Text.Json;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Customers;

/// <summary>A new value, which may be none; where there is no change, the old value stays.</summary>
public readonly record struct Change<T>(T Value);

/// <summary>What of a customer is to be another; null = as it is.</summary>
public sealed record CustomerChanges : Personal
{
    /// <summary>Without a name WhatsApp's counts again.</summary>
    public Change<string?>? Name { get; init; }

    public Change<string?>? Language { get; init; }

    /// <summary>A JSON object, replaced whole.</summary>
    public Change<string?>? Metadata { get; init; }

    public Change<bool>? IsActive { get; init; }

    /// <summary>The same customer where nothing is another.</summary>
    public Customer ApplyTo(Customer before, DateTimeOffset now)
    {
        var after = before;
        after = Name is { Value: var name } ? after.NamedByUs(name) : after;
        after = Language is { Value: { } language } ? after with { Language = language } : after;
        after = Metadata is { Value: var metadata } ? after with { Metadata = metadata } : after;
        after = IsActive is { Value: var isActive } ? after with { IsActive = isActive } : after;
        return after == before ? before : after with { Version = before.Version + 1, UpdatedAt = now };
    }

    /// <summary>What has become another, as the audit log keeps it: nothing by which the customer is known, so that erasing them need not touch it.</summary>
    /// <returns>The changed fields before and after, as JSON objects.</returns>
    public static (string Before, string After) Told(Customer before, Customer after)
    {
        var (was, became) = (new Dictionary<string, object?>(), new Dictionary<string, object?>());
        Tell("name", before.Name, after.Name, isPersonal: true);
        Tell("isNamedByUs", before.IsNamedByUs, after.IsNamedByUs);
        Tell("language", before.Language, after.Language);
        Tell("metadata", before.Metadata, after.Metadata, isPersonal: true);
        Tell("isActive", before.IsActive, after.IsActive);
        return (JsonSerializer.Serialize(was), JsonSerializer.Serialize(became));

        void Tell(string field, object? old, object? now, bool isPersonal = false)
        {
            if (!Equals(old, now))
            {
                (was[field], became[field]) = isPersonal ? (Masked(old), Masked(now)) : (old, now);
            }
        }
    }

    private static string? Masked(object? value) => value is null ? null : AuditEntry.Changed;
}
