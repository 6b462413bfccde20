using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Messaging.Behaviors;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

/// <summary>Who asks from a screen hears within seconds that nobody answers.</summary>
public sealed class PatienceTests
{
    private readonly MovedClock clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly TaskCompletionSource<Result<int>> answer = new();

    [Fact]
    public async Task What_is_not_answered_within_three_seconds_is_a_time_out()
    {
        var asking = AskAsync();
        clock.Move(TimeSpan.FromSeconds(2.9));
        asking.IsCompleted.ShouldBeFalse();

        clock.Move(TimeSpan.FromSeconds(0.2));

        await Should.ThrowAsync<TimeoutException>(asking);
    }

    [Fact]
    public async Task What_is_answered_in_time_is_the_answer()
    {
        var asking = AskAsync();

        answer.SetResult(7);

        (await asking).Value.ShouldBe(7);
    }

    [Theory]
    [InlineData(typeof(TakeOverConversation))]
    [InlineData(typeof(GiveBackConversation))]
    [InlineData(typeof(AssignConversation))]
    [InlineData(typeof(ResolveConversation))]
    [InlineData(typeof(FlagConversation))]
    [InlineData(typeof(ReplyToCustomer))]
    [InlineData(typeof(ResendMessage))]
    [InlineData(typeof(ReplayInboxRow))]
    public void What_a_person_commands_is_answered_in_time_too(Type command) => command.IsAssignableTo(typeof(IAskedByPerson)).ShouldBeTrue();

    private Task<Result<int>> AskAsync() => new PatienceBehavior<HowMany, Result<int>>(clock).Handle(new HowMany(), CancellationToken.None, () => answer.Task);

    private sealed record HowMany : IQuery<Result<int>>;
}
