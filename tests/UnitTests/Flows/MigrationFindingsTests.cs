namespace WhatsAppSupport.UnitTests.Flows;

public sealed class MigrationFindingsTests
{
    private const string Steps =
        """

        steps:
          - { type: input, id: ask_order, variable: order, text: "Order?" }
          - { type: message, id: thanks, text: "Thanks" }
          - { type: wait, id: breath, for: 1h }
        """;

    [Theory]
    [InlineData("{ ask_number: ask_ordr }", "ask_number", "unknown_target", "did you mean ask_order?")]
    [InlineData("{ ask_number: nowhere }", "ask_number", "unknown_target", "there are ask_order, breath, thanks")]
    [InlineData("{ ask_number: thanks }", "ask_number", "target_asks_nothing", "\"thanks\" waits for nobody, so nobody can stand there; name a step that asks")]
    [InlineData("{ \"3/else/0\": breath }", "3/else/0", "target_asks_nothing", "waits for something else than the customer")]
    [InlineData("{ \"steps[3]\": ask_order }", "steps[3]", "invalid_field", "is neither the id nor the path of a step")]
    [InlineData("{ \"3/else/00\": ask_order }", "3/else/00", "invalid_field", "or a path such as 3/else/0")]
    [InlineData("{ ask_number: [ask_order] }", "ask_number", "invalid_field", "is not a text")]
    [InlineData("{ ask_number: }", "ask_number", "missing_field", "the id of a step of this flow, such as ask_order")]
    public void What_moves_nobody_anywhere_is_refused_by_its_place(string migrate, string key, string code, string problem)
    {
        var finding = Written.FindingsIn($"flow_id: main\nmigrate: {migrate}{Steps}").ShouldHaveSingleItem();

        (finding.Line, finding.Column, finding.Field, finding.Code, finding.IsWarning).ShouldBe((2, 12, $"migrate.{key}", code, false));
        finding.Problem.ShouldContain(problem);
    }

    [Theory]
    [InlineData("ask_order", "invalid_field", "is not a map")]
    [InlineData("", "invalid_field", "is not a map")]
    [InlineData("{}", "missing_field", "is empty")]
    public void A_map_that_is_none_is_refused(string migrate, string code, string problem)
    {
        var finding = Written.FindingsIn($"flow_id: main\nmigrate: {migrate}{Steps}").ShouldHaveSingleItem();

        (finding.Line, finding.Column, finding.Field, finding.Code).ShouldBe((2, 1, "migrate", code));
        finding.Problem.ShouldContain(problem);
    }

    [Fact]
    public void One_step_is_moved_once() =>
        Written.FindingsIn($"flow_id: main\nmigrate: {{ ask_number: ask_order, ask_number: ask_order }}{Steps}").ShouldHaveSingleItem().Code.ShouldBe("duplicate");

    [Fact]
    public void A_step_that_is_at_fault_itself_is_blamed_once() =>
        Written.FindingsIn($"flow_id: main\nmigrate: {{ ask_number: ask_order }}\nsteps: [ {{ type: input, id: ask_order, text: Order? }} ]").ShouldHaveSingleItem().Field.ShouldBe("steps[0].variable");

    [Fact]
    public void A_step_that_only_those_come_to_who_are_moved_is_reached()
    {
        const string Flow = "flow_id: main\nsteps:\n  - { type: end }\n  - { type: input, id: ask_order, variable: order, text: \"Order?\" }";

        Written.FindingsIn(Flow).ShouldHaveSingleItem().Code.ShouldBe("unreachable_step");
        Written.FindingsIn(Flow + "\nmigrate: { ask_number: ask_order }").ShouldBeEmpty();
    }

    [Fact]
    public void An_id_and_a_path_move_alike() => Written.FindingsIn($"flow_id: main\nmigrate: {{ ask_number: ask_order, 3: ask_order, \"0/timeout/12\": ask_order }}{Steps}").ShouldBeEmpty();
}
