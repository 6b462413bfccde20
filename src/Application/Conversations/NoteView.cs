using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A note as an agent sees it. The customer never does.</summary>
public sealed record NoteView : Personal
{
    public required Guid Id { get; init; }

    public required string Text { get; init; }

    /// <summary>The flow that has written it.</summary>
    public string? Flow { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static NoteView From(Note note) => new() { Id = note.Id, Text = note.Text, Flow = note.Flow, CreatedAt = note.CreatedAt };
}
