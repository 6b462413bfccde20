using WhatsAppSupport.Application.Errands;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Customers whose flow waits for something else than their message.</summary>
internal static class WaitingFlows
{
    public static async Task<StoredTalk> WaitingAsync(this StoresUnderTest stores, FlowTimer? timer = null, FlowErrand? errand = null)
    {
        var talk = await StoredTalk.BegunAsync(stores);
        await stores.WaitAsync(talk, timer, errand);
        return talk;
    }

    /// <param name="settlesOlder">What has come back to the lane before is done by nobody, and would have its turn first.</param>
    public static async Task WaitAsync(this StoresUnderTest stores, StoredTalk talk, FlowTimer? timer, FlowErrand? errand, bool settlesOlder = false)
    {
        if (settlesOlder)
        {
            await stores.ExecuteAsync("UPDATE inbox SET state = 'done' WHERE kind = 'flowtimer'");
            await stores.ExecuteAsync("UPDATE inbox SET state = 'dead' WHERE kind = 'answer'");
        }

        (await talk.CommitAsync(talk.Answer(await talk.WriteAsync(), "one moment") with { Timer = timer, Errand = errand })).Committed.ShouldBeTrue();
    }
}
