using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Api.Errors;

/// <summary>What is wrong with a request that does not even fit its types, in our words: the framework's name the types.</summary>
internal static class UnreadableRequests
{
    /// <summary>How the reader of JSON names the body in its paths.</summary>
    private const string Body = "$";

    private static readonly FieldError Nothing = new("body", "nothing was sent: /docs says what is");

    public static ActionResult Refuse(ActionContext context)
    {
        var problems = (from field in context.ModelState
                        from error in field.Value.Errors
                        select WithoutValue(new FieldError(field.Key, error.ErrorMessage))).ToList();

        // Where the body was not read, everything else that is said of it follows from that.
        var ofBody = problems.Where(problem => problem.Field.StartsWith(Body, StringComparison.Ordinal)).ToList();
        return Problems.From(new InvalidError(problems.Exists(problem => problem.Field.Length == 0) ? [Nothing] : ofBody.Count == 0 ? problems : [.. ofBody.Select(Worded)]));
    }

    /// <summary>The framework repeats what was given, which may be somebody's number or words.</summary>
    private static FieldError WithoutValue(FieldError problem) =>
        Says(problem, "The value '") ? problem with { Problem = "not a value that can be given here: /docs says which can" } : problem;

    private static FieldError Worded(FieldError problem)
    {
        var field = problem.Field.TrimStart('$').TrimStart('.');
        return new FieldError(field.Length > 0 ? field : "body", problem.Problem switch
        {
            _ when Says(problem, "could not be mapped to any .NET member") => "not a field that can be given here: /docs lists those that can",
            _ when Says(problem, "Duplicate propert") => "given twice",
            _ when Says(problem, "could not be converted") => "not a value that this field can have: /docs says which it can",
            _ => "not JSON that can be read",
        });
    }

    private static bool Says(FieldError problem, string words) => problem.Problem.Contains(words, StringComparison.Ordinal);
}
