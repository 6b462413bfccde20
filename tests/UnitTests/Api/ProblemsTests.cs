using Microsoft.AspNetCore.Http;
using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class ProblemsTests
{
    public static TheoryData<Error, int> EveryKind => new()
    {
        { new InvalidError([new FieldError("limit", "not a number")]), 400 },
        { new NotFoundError("conversation_not_found", "There is none."), 404 },
        { new ConflictError("already_taken", "Somebody has it."), 409 },
        { new UnavailableError("database_down", "Not now.", TimeSpan.FromSeconds(1.2)), 503 },
        { new Unforeseen(), 500 },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Every_kind_of_error_has_its_status_and_keeps_its_code(Error error, int status)
    {
        var problem = Problems.From(error).ShouldBeOfType<ProblemResult>().Problem;

        problem.Status.ShouldBe(status);
        problem.Extensions["code"].ShouldBe(error.Code);
        problem.Detail.ShouldBe(error.Message);
    }

    [Theory]
    [InlineData(400, "invalid")]
    [InlineData(401, "not_authenticated")]
    [InlineData(403, "not_allowed")]
    [InlineData(404, "not_found")]
    [InlineData(405, "method_not_allowed")]
    [InlineData(413, "too_large")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(418, "refused")]
    [InlineData(429, "too_many_requests")]
    [InlineData(500, "unexpected")]
    [InlineData(503, "unavailable")]
    public void What_the_framework_refuses_has_a_code_too(int status, string code)
    {
        var problem = Problems.Of(status);

        (problem.Status, problem.Extensions["code"]).ShouldBe((status, code));
    }

    [Fact]
    public async Task What_may_succeed_later_says_when()
    {
        var context = new DefaultHttpContext();

        await Problems.From(new UnavailableError("database_down", "Not now.", TimeSpan.FromSeconds(1.2)))
            .ExecuteResultAsync(new Microsoft.AspNetCore.Mvc.ActionContext { HttpContext = context });

        (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.RetryAfter.ToString())
            .ShouldBe((503, "application/problem+json", "2"));
    }

    private sealed record Unforeseen() : Error("unforeseen", "New.");
}
