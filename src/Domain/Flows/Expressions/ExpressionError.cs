namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <param name="Column">From 1, in the expression.</param>
/// <param name="Problem">What is wrong and what a right one looks like.</param>
public sealed record ExpressionError(int Column, string Problem);
