using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

/// <summary>The pipeline, with a command and a query that no business knows.</summary>
public sealed class BehaviorTests : IDisposable
{
    private readonly CountedUnit unit = new();
    private readonly SupportUnderTest support;

    public BehaviorTests() => support = new SupportUnderTest(add: services => services
        .AddSingleton<IUnitOfWork>(unit)
        .AddTransient<IRequestHandler<Paint, Result>, PaintHandler>()
        .AddTransient<IRequestHandler<CountColors, Result<int>>, CountColorsHandler>()
        .AddSingleton<IValidator<Paint>, ColorIsNamed>()
        .AddSingleton<IValidator<Paint>, CoatsAreCounted>());

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_a_command_changed_is_committed_once()
    {
        (await support.SendAsync(new Paint("red", 2))).Error.ShouldBeNull();

        unit.Commits.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_commits_nothing()
    {
        (await support.SendAsync(new Paint("octarine", 1))).Error!.Code.ShouldBe("no_such_color");

        unit.Commits.ShouldBe(0);
    }

    [Fact]
    public async Task A_bug_commits_nothing()
    {
        await Should.ThrowAsync<DivideByZeroException>(() => support.SendAsync(new Paint("none", 1)));

        unit.Commits.ShouldBe(0);
    }

    [Fact]
    public async Task A_query_commits_nothing()
    {
        (await support.SendAsync(new CountColors())).Value.ShouldBe(3);

        unit.Commits.ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_that_is_refused_refuses_the_command()
    {
        unit.Answer = new ConversationMovedOn();

        (await support.SendAsync(new Paint("red", 1))).Error.ShouldBeOfType<ConversationMovedOn>();
    }

    [Fact]
    public async Task Every_field_at_fault_is_named_at_once_whichever_validator_finds_it()
    {
        var outcome = await support.SendAsync(new Paint("", 0));

        outcome.Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["Color", "Coats"], ignoreOrder: true);
        unit.Commits.ShouldBe(0);
    }

    [Fact]
    public async Task The_log_names_the_use_case_and_its_refusal_and_nothing_that_was_in_it()
    {
        await support.SendAsync(new Paint("octarine", 1));

        support.Log.All.ShouldContain("Paint: no_such_color in");
        support.Log.All.ShouldNotContain("octarine");
    }

    public sealed record Paint(string Color, int Coats) : ICommand<Result>;

    public sealed record CountColors : IQuery<Result<int>>;

    private sealed class PaintHandler : IRequestHandler<Paint, Result>
    {
        public Task<Result> Handle(Paint request, CancellationToken cancellationToken) => Task.FromResult(request.Color switch
        {
            "none" => throw new DivideByZeroException(),
            "octarine" => new NotFoundError("no_such_color", "There is no such color."),
            _ => Result.Success,
        });
    }

    private sealed class CountColorsHandler : IRequestHandler<CountColors, Result<int>>
    {
        public Task<Result<int>> Handle(CountColors request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(3);
    }

    private sealed class ColorIsNamed : AbstractValidator<Paint>
    {
        public ColorIsNamed() => RuleFor(paint => paint.Color).NotEmpty();
    }

    private sealed class CoatsAreCounted : AbstractValidator<Paint>
    {
        public CoatsAreCounted() => RuleFor(paint => paint.Coats).GreaterThan(0);
    }

    private sealed class CountedUnit : IUnitOfWork
    {
        public int Commits { get; private set; }

        public Result Answer { get; set; } = Result.Success;

        public Task<Result> CommitAsync(CancellationToken cancellationToken)
        {
            Commits++;
            return Task.FromResult(Answer);
        }
    }
}
