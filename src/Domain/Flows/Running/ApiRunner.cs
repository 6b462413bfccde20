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
        var url = step.Url.Fill(turn, CallText.InUrl);
        if (!CallText.KeepsPath(url, step.Url.Fill(turn, _ => "x")))
            return Failed(step, turn, CallFailures.InvalidCall);
        var call = new HttpCall(step.Method, url, headers, ApiBodyText.Of(step.Body, headers, turn), step.AnswersWithin, step.Retry);
        turn.Do(new FlowEffect.Request(turn.Context.Turn, turn.StepKey, call));
        return StepMove.Wait;
    }

    protected override StepMove Answered(ApiStep step, FlowTurn turn, FlowAnswer answer)
    {
        if (answer is FlowAnswer.Failed(var code))
            return Failed(step, turn, code);
        if (step.Save.Count == 0)
            return StepMove.Next;
        if (AnswerJson.Read(((FlowAnswer.Succeeded)answer).Body, root => step.Save.Select(one => (one.Key, Value: ValueAt(root, one.Value))).ToList()) is not { } found)
            return Failed(step, turn, CallFailures.NotJson);
        foreach (var (name, value) in found)
            turn.Set(name, value);
        return StepMove.Next;
    }

    private static Value ValueAt(JsonElement root, JsonPath path) => path.Find(root) is { } found ? ValueJson.Read(found) : Value.Nothing;

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

        turn.Set(ApiStep.ErrorVariable, Value.Of(answer is FlowAnswer.Failed(var code) ? code : CallFailures.EmptyAnswer));
        return step.OnError is null ? StepMove.Fail(FlowFault.Call) : StepMove.Into(AskModelStep.Error);
    }
}
