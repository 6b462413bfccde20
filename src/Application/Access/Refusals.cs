using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Access;

/// <summary>One answer for a wrong password, an unknown e-mail, an account that is locked and one that is not active.</summary>
public sealed record SignInRefused() : NotAuthenticatedError(
    "sign_in_refused",
    $"E-mail or password is not right, or the account may not sign in now: {SignInLimits.MostTries} wrong passwords lock it for {SignInLimits.LockTime.TotalMinutes:0} minutes. An administrator can unlock it, or give a new password.");

/// <summary>Whoever wants another password must know the present one.</summary>
public sealed record WrongPassword() : ForbiddenError(
    "wrong_password",
    $"The present password is not right, or the account is locked: {SignInLimits.MostTries} wrong ones lock it for {SignInLimits.LockTime.TotalMinutes:0} minutes.");

/// <summary>The account was changed while this was asked.</summary>
public sealed record AccountMovedOn() : ConflictError("account_moved_on", "The account was changed by somebody else at the same time. Ask again.");

/// <summary>The new password does not fit the rules (<see cref="PasswordRules"/>).</summary>
public sealed record PasswordNotFit(string Field, string Problem) : InvalidError([new FieldError(Field, $"{Problem}; {PasswordRules.Advice} are a good one")]);
