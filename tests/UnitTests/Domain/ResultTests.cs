using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class ResultTests
{
    private static readonly Error Refusal = new ConflictError("too_late", "It is too late.");

    [Fact]
    public void A_value_has_no_error_and_an_error_has_no_value()
    {
        Result<int> given = 7;
        Result<int> refused = Refusal;

        given.Value.ShouldBe(7);
        given.Succeeded(out var value, out _).ShouldBeTrue();
        value.ShouldBe(7);
        refused.Succeeded(out _, out var error).ShouldBeFalse();
        error.ShouldBe(Refusal);
        Should.Throw<InvalidOperationException>(() => refused.Value).Message.ShouldContain("too_late");
    }

    [Fact]
    public void A_refusal_becomes_a_result_by_itself()
    {
        Result refused = Refusal;

        refused.Error.ShouldBe(Refusal);
        Result.Success.Error.ShouldBeNull();
    }

    [Fact]
    public void Every_field_at_fault_is_named_in_the_message()
    {
        var invalid = new InvalidError([new FieldError("from", "missing"), new FieldError("text", "empty")]);

        invalid.Message.ShouldBe("from: missing; text: empty");
        invalid.Code.ShouldBe("invalid");
    }
}
