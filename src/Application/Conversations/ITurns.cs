namespace WhatsAppSupport.Application.Conversations;

/// <summary>Takes the one turn that a command has decided; the unit of work commits it.</summary>
public interface ITurns
{
    void Add(Turn turn);
}
