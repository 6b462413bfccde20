using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Flows;

/// <summary>They cannot run, and nothing was changed.</summary>
/// <param name="Problems">The first of them; errors and warnings.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record FlowsInvalid(IReadOnlyList<FlowProblem> Problems, int Count) : Error(
    "flows_invalid", "These flows cannot run, and nothing was changed: \"findings\" names what is wrong, file by file. Mend all whose severity is error, and publish again.");

/// <summary>Nobody has kept a set under this number.</summary>
public sealed record FlowSetNotFound()
    : NotFoundError("flow_set_not_found", "There is no set of flows with this number. /api/v1/flows/published lists those that were published.");
