using FluentValidation;
using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Architecture;

/// <summary>One use case: a record that asks, at most one validator, one handler, an outcome that behaviors can fail.</summary>
public sealed class UseCaseTests
{
    private static readonly Type[] All = [.. Repository.TypesOf(Repository.Application)];

    private static readonly Type[] Requests =
        [.. All.Where(type => type is { IsAbstract: false, IsInterface: false } && AnswersOf(type).Any())];

    [Fact]
    public void There_are_use_cases_to_look_at()
    {
        Requests.Length.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void Every_request_is_a_sealed_record_and_either_a_command_or_a_query()
    {
        foreach (var request in Requests)
        {
            request.IsSealed.ShouldBeTrue(request.Name);
            request.GetMethod("<Clone>$").ShouldNotBeNull(request.Name);
            Contracts(request).Count(contract => contract == typeof(ICommand<>) || contract == typeof(IQuery<>)).ShouldBe(1, request.Name);
        }
    }

    [Fact]
    public void Every_request_answers_an_outcome_that_behaviors_can_fail()
    {
        foreach (var request in Requests)
        {
            var answer = AnswersOf(request).ShouldHaveSingleItem();

            answer.GetInterfaces().ShouldContain(typeof(IOutcome<>).MakeGenericType(answer), request.Name);
        }
    }

    [Fact]
    public void Every_request_has_exactly_one_handler_that_is_named_for_it()
    {
        foreach (var request in Requests)
        {
            var handler = Handling(typeof(IRequestHandler<,>)).Where(pair => pair.Of == request).ShouldHaveSingleItem(request.Name).By;

            handler.Name.ShouldBe($"{request.Name}Handler");
        }
    }

    [Fact]
    public void A_validator_is_named_for_what_it_validates()
    {
        foreach (var (validator, request) in Handling(typeof(IValidator<>)))
        {
            validator.Name.ShouldBe($"{request.Name}Validator");
            Requests.ShouldContain(request);
        }
    }

    [Fact]
    public void Handlers_and_validators_are_internal_and_sealed()
    {
        foreach (var (type, _) in Handling(typeof(IRequestHandler<,>)).Concat(Handling(typeof(IValidator<>))))
        {
            (type.IsNotPublic, type.IsSealed).ShouldBe((true, true), type.Name);
        }
    }

    [Fact]
    public void A_use_case_is_one_file_that_is_named_for_it()
    {
        foreach (var request in Requests)
        {
            var file = Repository.Program.Where(source => source.Path.EndsWith($"/{request.Name}.cs", StringComparison.Ordinal)).ShouldHaveSingleItem(request.Name);

            file.Lines.ShouldContain(line => line.Contains($"class {request.Name}Handler(", StringComparison.Ordinal), request.Name);
        }
    }

    [Fact]
    public void Every_port_is_implemented()
    {
        var implemented = Repository.TypesOf(Repository.Infrastructure).Concat(All)
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .SelectMany(type => type.GetInterfaces())
            .Concat(Requests.SelectMany(request => request.GetInterfaces()))
            .Select(contract => contract.IsGenericType ? contract.GetGenericTypeDefinition() : contract)
            .ToHashSet();

        All.Where(type => type.IsInterface).ShouldAllBe(port => implemented.Contains(port));
    }

    [Fact]
    public void A_port_says_what_it_is_for()
    {
        foreach (var port in All.Concat(Repository.TypesOf(Repository.Domain)).Where(type => type is { IsInterface: true, IsPublic: true }))
        {
            var name = port.Name.Split('`')[0];
            var (file, index) = Repository.Program
                .SelectMany(source => source.Lines.Index().Where(line => line.Item.StartsWith($"public interface {name}", StringComparison.Ordinal) && HasName(line.Item, name)).Select(line => (source, line.Index)))
                .First();

            file.Lines[index - 1].ShouldStartWith("///", customMessage: port.Name);
        }
    }

    private static bool HasName(string line, string name) => line.Split(' ', '<', ';', ':').Contains(name);

    private static IEnumerable<Type> Contracts(Type type) =>
        type.GetInterfaces().Where(contract => contract.IsGenericType).Select(contract => contract.GetGenericTypeDefinition());

    private static IEnumerable<Type> AnswersOf(Type request) => request.GetInterfaces()
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>))
        .Select(contract => contract.GetGenericArguments()[0]);

    private static IEnumerable<(Type By, Type Of)> Handling(Type contract) =>
        from type in All
        where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        from handled in type.GetInterfaces()
        where handled.IsGenericType && handled.GetGenericTypeDefinition() == contract
        select (type, handled.GetGenericArguments()[0]);
}
