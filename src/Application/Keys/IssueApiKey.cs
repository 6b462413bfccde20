using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Access;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Keys;

/// <summary>Makes a key for a program; it is told once and never again.</summary>
/// <param name="ExpiresAt">Null: it does not expire.</param>
public sealed record IssueApiKey(Actor By, string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt)
    : Personal, ICommand<Result<IssuedApiKey>>, IAskedByPerson;

/// <param name="Secret">What the program sends as <c>Authorization: Bearer</c>. Told this once.</param>
public sealed record IssuedApiKey(ApiKeyView Key, string Secret) : Personal;

internal sealed class IssueApiKeyValidator : AbstractValidator<IssueApiKey>
{
    public IssueApiKeyValidator(TimeProvider clock)
    {
        RuleFor(command => command.Name)
            .Must(name => name?.Length is > 0 and <= Actor.NameMaxLength && name.Trim() == name && !name.Any(char.IsControl))
            .OverridePropertyName("name")
            .WithMessage($"not a name: 1 to {Actor.NameMaxLength} characters, without line breaks and without blanks around it");
        RuleFor(command => command.Scopes)
            .Must(scopes => scopes is { Count: > 0 } && scopes.All(Permission.All.Contains))
            .OverridePropertyName("scopes")
            .WithMessage($"not a list of at least one of: {string.Join(", ", Permission.All)}");
        RuleFor(command => command.ExpiresAt)
            .Must(end => end is null || end > clock.GetUtcNow())
            .OverridePropertyName("expiresAt")
            .WithMessage("not a time to come: 2030-01-31T00:00:00Z");
    }
}

internal sealed class IssueApiKeyHandler(IApiKeys keys, TimeProvider clock) : IRequestHandler<IssueApiKey, Result<IssuedApiKey>>
{
    public async Task<Result<IssuedApiKey>> Handle(IssueApiKey command, CancellationToken cancellationToken)
    {
        if (command.By.Kind == ActorKind.Key && command.By.Id != Actor.SettingsKey.Id)
        {
            return new KeysIssueNoKeys();
        }

        if (command.Scopes!.Where(scope => !command.By.May(scope)).Distinct().ToList() is { Count: > 0 } lacking)
        {
            return new ScopeNotOwn(string.Join(", ", lacking));
        }

        var (now, secret) = (clock.NowAsStored(), ApiKey.New());
        var view = new ApiKeyView
        {
            Id = Guid.CreateVersion7(now),
            Name = command.Name!,
            Hint = ApiKey.HintOf(secret),
            Scopes = [.. Permission.All.Where(command.Scopes!.Contains)],
            CreatedBy = command.By.Id,
            CreatedAt = now,
            ExpiresAt = command.ExpiresAt?.ToUniversalTime(),
            LastUsedAt = null,
            RevokedAt = null,
        };
        await keys.AddAsync(new NewApiKey(view, ApiKey.HashOf(secret)), EntryOf(command.By, view), cancellationToken);
        return new IssuedApiKey(view, secret);
    }

    private static AuditEntry EntryOf(Actor by, ApiKeyView key) => new(
        by,
        "key.created",
        SubjectKind.Key,
        key.Id.ToString(),
        null,
        AuditFields.Of(("name", key.Name), ("hint", key.Hint), ("scopes", key.Scopes), ("expiresAt", key.ExpiresAt)));
}
