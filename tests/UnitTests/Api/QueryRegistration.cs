using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>The two queries of conversations with their real handlers and validators, and nothing else of the application.</summary>
internal static class QueryRegistration
{
    public static void AddQueries(this IServiceCollection services)
    {
        Type[] contracts =
        [
            typeof(IRequestHandler<ListConversations, Result<ConversationPage>>),
            typeof(IRequestHandler<GetConversation, Result<ConversationDetails>>),
            typeof(IValidator<ListConversations>),
        ];
        foreach (var contract in contracts)
        {
            services.AddTransient(contract, typeof(ListConversations).Assembly.GetTypes().Single(type => contract.IsAssignableFrom(type) && !type.IsAbstract));
        }

        services.AddTransient<IPipelineBehavior<ListConversations, Result<ConversationPage>>, Validated>();
    }

    private sealed class Validated(IValidator<ListConversations> validator) : IPipelineBehavior<ListConversations, Result<ConversationPage>>
    {
        public Task<Result<ConversationPage>> Handle(
            ListConversations request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<ConversationPage>> next)
        {
            var failures = validator.Validate(request).Errors.ConvertAll(failure => new FieldError(failure.PropertyName, failure.ErrorMessage));
            return failures.Count == 0 ? next() : Task.FromResult<Result<ConversationPage>>(new InvalidError(failures));
        }
    }
}
