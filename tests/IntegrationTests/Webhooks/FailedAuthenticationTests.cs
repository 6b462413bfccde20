using System.Net;
using WhatsAppSupport.Api.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Webhooks;

/// <summary>Who guesses is slowed down; who is authentic never is, even from the same address.</summary>
public sealed class FailedAuthenticationTests() : FreshService
{
    [Fact]
    public async Task Guessing_is_limited_and_authentic_posts_from_the_same_address_are_not()
    {
        var guesses = new List<HttpStatusCode>();
        for (var guess = 0; guess < (2 * FailedAuthenticationLimiter.DefaultLimit) + 1; guess++)
        {
            using var response = await Service.PostAsync("{}", secret: "a-guess");
            guesses.Add(response.StatusCode);
        }

        var customer = Customers.Next();
        await Service.SayAsync(customer, "help");

        // Twice the limit and one more: the guesses may fall into two windows.
        guesses.ShouldContain(HttpStatusCode.TooManyRequests);
        guesses.Take(FailedAuthenticationLimiter.DefaultLimit).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        (await Service.RepliesAsync(customer, 2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Many_authentic_posts_from_one_address_are_all_taken()
    {
        var customers = Customers.Next(100);

        var receipts = await Task.WhenAll(customers.Select(customer => Service.AcceptAsync(Shape.Msg91.Text(customer, "help", Posting.NewId()))));

        receipts.Sum(receipt => receipt.Accepted).ShouldBe(100);
    }
}
