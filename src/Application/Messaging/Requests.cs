using MediatR;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Messaging;

/// <summary>Changes something; what it changed is committed by the pipeline when the outcome has no error.</summary>
public interface ICommand<TOutcome> : IRequest<TOutcome>
    where TOutcome : IOutcome<TOutcome>;

/// <summary>Reads, and changes nothing.</summary>
public interface IQuery<TOutcome> : IRequest<TOutcome>, IAskedByPerson
    where TOutcome : IOutcome<TOutcome>;

/// <summary>Somebody waits for the answer: after seconds it is a time-out, whatever becomes of it.</summary>
public interface IAskedByPerson
{
    /// <summary>So long they wait; then they are told that nothing answers, and what they asked for is left behind.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
}
