using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Parked;

/// <summary>There is no such row.</summary>
public sealed record InboxRowNotFound(long Row)
    : NotFoundError("inbox_row_not_found", $"There is no row {Row} in the inbox.");

/// <summary>It is handled already, or about to be: there is nothing to replay.</summary>
public sealed record InboxRowNotParked(long Row, InboxState? State = null) : ConflictError(
    "inbox_row_not_parked",
    $"Row {Row} is {(State is { } state ? state.ToString().ToLowerInvariant() : "not parked any more")}: only what is dead or quarantined can be replayed.");

/// <summary>The present program cannot read it either; the row stays as it is.</summary>
/// <param name="Problem">Which field, what is wrong, what a right value looks like.</param>
public sealed record InboxRowStillUnreadable(long Row, string Problem)
    : ConflictError("inbox_row_still_unreadable", $"Row {Row} still cannot be read. {Problem}.");
