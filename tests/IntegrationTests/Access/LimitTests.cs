using System.Net;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Access;

/// <summary>How often one address may be wrong, and that nobody else pays for it.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task After_twenty_failures_an_address_waits_until_the_minute_is_over_whatever_it_says()
    {
        var clock = new MovableClock();
        clock.Stop();
        await using var service = await SupportService.StartAsync(Backend.Laptop, Flows.All, also: clock.Use);
        var browser = new SignedIn(service.Http);

        for (var right = 0; right < 25; right++)
        {
            (await browser.SignInAsync(SupportService.AdminEmail, SupportService.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        }

        for (var wrong = 0; wrong < 20; wrong++)
        {
            (await browser.SignInAsync($"nobody{wrong}@shop.example", "a wrong password")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var limited = await browser.SignInAsync(SupportService.AdminEmail, SupportService.AdminPassword);
        (limited.Status, limited.Code).ShouldBe((HttpStatusCode.TooManyRequests, "too_many_requests"));
        limited.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await browser.GetAsync("/api/v1/session")).Status.ShouldBe(HttpStatusCode.OK);
        (await service.AskAsync(HttpMethod.Get, "/api/v1/agents")).Status.ShouldBe(HttpStatusCode.OK);

        clock.Move(limited.Headers.RetryAfter.Delta.Value);
        (await browser.SignInAsync(SupportService.AdminEmail, SupportService.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
