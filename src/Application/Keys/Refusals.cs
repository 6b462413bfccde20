using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Keys;

/// <summary>There is no such key.</summary>
public sealed record ApiKeyNotFound(Guid Key) : NotFoundError("key_not_found", $"There is no key {Key}.");

/// <summary>Who could give what they do not have would have it a moment later.</summary>
public sealed record ScopeNotOwn(string Scopes) : ForbiddenError("scope_not_own", $"Nobody gives a key what they may not do themselves: {Scopes}.");

/// <summary>A key that made another one would outlive its own end.</summary>
public sealed record KeysIssueNoKeys() : ForbiddenError("keys_issue_no_keys", "A key gives no keys: a person who signed in does, or ADMIN_API_KEY.");
