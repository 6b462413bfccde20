using MediatR;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Settings;

/// <summary>What every setting is, and who said so.</summary>
public sealed record ListSettings : IQuery<Result<SettingsInEffect>>;

internal sealed class ListSettingsHandler(SettingsInEffect settings) : IRequestHandler<ListSettings, Result<SettingsInEffect>>
{
    public Task<Result<SettingsInEffect>> Handle(ListSettings query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<SettingsInEffect>>(settings);
}
