using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class MediaRunner : StepRunner<MediaStep>
{
    protected override StepMove Enter(MediaStep step, FlowTurn turn)
    {
        var (caption, url) = (step.Caption is null ? "" : turn.Render(step.Caption), turn.Render(step.Url));
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            turn.Say(new Reply(caption) { Media = new ReplyMedia(step.Kind, url, step.FileName is null ? null : turn.Render(step.FileName)) });
        else
            turn.Say(caption);
        return StepMove.Next;
    }
}

internal sealed class LocationRunner : StepRunner<LocationStep>
{
    protected override StepMove Enter(LocationStep step, FlowTurn turn)
    {
        var place = new ReplyLocation(step.Latitude, step.Longitude, step.Name is null ? null : turn.Render(step.Name), step.Address is null ? null : turn.Render(step.Address));
        turn.Say(new Reply(step.Text is null ? "" : turn.Render(step.Text)) { Location = place });
        return StepMove.Next;
    }
}
