using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class AssignConversationTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public AssignConversationTests()
    {
        support.Interventions.Owned = new OwnedConversation(Asha, Dialogue);
        Knows("ravi", Role.Agent);
    }

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task It_is_handed_to_an_agent_under_their_present_name_with_what_the_bot_left()
    {
        support.Interventions.Colleagues[0] = new Colleague(IdOf("ravi"), "Ravi S.", Role.Agent, IsActive: true);

        var handed = (await AssignAsync("ravi", department: "billing")).Value;

        (handed.Assignee, handed.AssigneeId, handed.Department, handed.Since).ShouldBe(("Ravi S.", IdOf("ravi").Value, "billing", Noon));
        handed.InFlight.ShouldBe(support.Interventions.Left.InFlight);
        var entry = support.Interventions.Stored.ShouldHaveSingleItem().Entry;
        (entry.Action, entry.By.Name).ShouldBe(("conversation.assigned", "devi"));
        entry.After.ShouldNotBeNull().ShouldContain("\"department\":\"billing\"");
    }

    [Fact]
    public async Task Handed_to_who_has_it_nothing_is_stored()
    {
        await AssignAsync("ravi");

        (await AssignAsync("ravi")).Value.OwnershipEpoch.ShouldBe(1);

        support.Interventions.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_who_is_not_there_or_may_not_answer_gets_it()
    {
        Knows("gone", Role.Agent, isActive: false);
        Knows("looks", Role.Viewer);

        (await AssignAsync("nobody")).Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem().Field.ShouldBe("assignee");
        (await AssignAsync("gone")).Error.ShouldBeOfType<AssigneeInactive>().Code.ShouldBe("assignee_inactive");
        (await AssignAsync("looks")).Error.ShouldBeOfType<AssigneeMayNotAnswer>().Code.ShouldBe("assignee_may_not_answer");
        support.Interventions.Stored.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, "assignee")]
    [InlineData("meera", null, "assignee")]
    [InlineData("01990000-0000-7000-8000-000000000000", "", "department")]
    [InlineData("01990000-0000-7000-8000-000000000000", " billing", "department")]
    [InlineData("01990000-0000-7000-8000-000000000000", "bil\nling", "department")]
    public async Task What_is_not_well_formed_is_named(string? assignee, string? department, string field) =>
        (await support.SendAsync(new AssignConversation(Dialogue.Id, assignee, department, Person("devi", Role.Supervisor))))
            .Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public async Task It_is_done_only_while_the_version_is_the_one_that_was_read() =>
        (await AssignAsync("ravi", ifMatch: 99)).Error.ShouldBe(new VersionMismatch(Dialogue.Version));

    private void Knows(string name, Role role, bool isActive = true) =>
        support.Interventions.Colleagues.Add(new Colleague(IdOf(name), name, role, isActive));

    private Task<Result<Takeover>> AssignAsync(string to, string? department = null, long? ifMatch = null) =>
        support.SendAsync(new AssignConversation(Dialogue.Id, $"{IdOf(to)}", department, Person("devi", Role.Supervisor), ifMatch));
}
