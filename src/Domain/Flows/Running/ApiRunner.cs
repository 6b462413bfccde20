using System.Text.Json;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class ApiRunner : StepRunner<ApiStep>
{
    protected override StepMove Enter(ApiStep step, FlowTurn turn)
    {
        var headers = step.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.Fill(turn, CallText.InHeader))).ToList();
        if (step.Body is ApiBody.Json && !headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(KeyValuePair.Create("Content-Type", "application/json"));
        var call = new HttpCall(step.Method, step.Url.Fill(turn, CallText.InUrl), headers, ApiBodyText.Of(step.Body, turn), step.AnswersWithin, step.Retry);
        turn.Do(new FlowEffect.Request(turn.Context.Turn, turn.StepKey, call));
        return StepMove.Wait;
    }

    protected override StepMove Answered(ApiStep step, FlowTurn turn, FlowAnswer answer)
    {
        if (answer is FlowAnswer.Failed(var code))
            return Failed(step, turn, code);
        if (step.Save.Count == 0)
            return StepMove.Next;
        try
        {
            using var json = JsonDocument.Parse(((FlowAnswer.Succeeded)answer).Body);
            foreach (var (name, path) in step.Save)
                turn.Set(name, path.Find(json.RootElement) is { } found ? ValueJson.Read(found) : Value.Nothing);
            return StepMove.Next;
        }
        catch (JsonException)
        {
            // The other system decides what it answers; a reader has no way to ask first.
            return Failed(step, turn, "not_json");
        }
    }

    private static StepMove Failed(ApiStep step, FlowTurn turn, string code)
    {
        turn.Set(ApiStep.ErrorVariable, Value.Of(code));
        return step.OnError is null ? StepMove.Fail(FlowFault.Call) : StepMove.Into(ApiStep.Error);
    }
}

internal sealed class AskModelRunner : StepRunner<AskModelStep>
{
    protected override StepMove Enter(AskModelStep step, FlowTurn turn)
    {
        turn.Do(new FlowEffect.AskModel(turn.Context.Turn, turn.StepKey, turn.Render(step.Prompt)));
        return StepMove.Wait;
    }

    protected override StepMove Answered(AskModelStep step, FlowTurn turn, FlowAnswer answer)
    {
        if (answer is FlowAnswer.Succeeded { Body: var text } && !string.IsNullOrWhiteSpace(text))
        {
            turn.Set(step.Save, Value.Of(text));
            return StepMove.Next;
        }

        turn.Set(ApiStep.ErrorVariable, Value.Of(answer is FlowAnswer.Failed(var code) ? code : "empty_answer"));
        return step.OnError is null ? StepMove.Fail(FlowFault.Call) : StepMove.Into(AskModelStep.Error);
    }
}
