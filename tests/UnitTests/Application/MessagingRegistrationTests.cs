using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class MessagingRegistrationTests
{
    private static readonly IServiceCollection Services = new ServiceCollection().AddMessaging();

    [Fact]
    public void The_behaviors_run_from_logging_inwards_to_the_unit_of_work()
    {
        Services.Where(service => service.ServiceType == typeof(IPipelineBehavior<,>)).Select(service => service.ImplementationType!.Name)
            .ShouldBe(["LoggingBehavior`2", "PatienceBehavior`2", "ValidationBehavior`2", "RateLimitBehavior`2", "UnitOfWorkBehavior`2"]);
    }

    [Fact]
    public void Handlers_and_validators_are_found_by_themselves()
    {
        Services.ShouldContain(service => service.ServiceType == typeof(IRequestHandler<AcceptWebhook, Result<WebhookReceipt>>));
        Services.ShouldContain(service => service.ServiceType == typeof(IValidator<ListConversations>));
    }
}
