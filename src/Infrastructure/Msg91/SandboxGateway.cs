using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>Stands in for MSG91 while no key is configured: nothing leaves the machine.</summary>
internal sealed class SandboxGateway(SandboxMessages messages, TimeProvider clock) : IMessageGateway
{
    public ICircuit Circuit { get; } = new ClosedCircuit("sandbox");

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        messages.Add(Shown(message, message.Said, now));
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted([$"sandbox-{Guid.CreateVersion7(now)}"]));
    }

    private static SandboxMessage Shown(OutgoingMessage message, Reply said, DateTimeOffset now) =>
        new(message.Id.ToString(), message.To, message.From, message.Text, [.. message.Options.Select(option => option.Title)], now)
        {
            Type = message.Type,
            List = said.Options.Count > 0 && ListForm.Of(said.Options, said.ListButton) is { } list ? Shown(list) : null,
            Media = said.Media is { } media ? new SandboxMedia(media.Url, media.FileName) : null,
            Location = said.Location is { } place ? new SandboxLocation(place.Latitude, place.Longitude, place.Name, place.Address) : null,
        };

    private static SandboxList Shown(ListForm list) => new(
        list.Button, [.. list.Sections.Select(section => new SandboxSection(section.Title, [.. section.Rows.Select(row => new SandboxRow(row.Title, row.Description))]))]);
}
