using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class ConversationsTests
{
    private readonly ConversationShelf shelf = new();

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        shelf.Fill(5);
        await using var face = await FaceApp.StartAsync(add: Behind);

        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var (status, body) = await face.GetAsync($"/api/v1/conversations?limit=2&after={next}", FaceApp.Key);
            status.ShouldBe(200);
            var page = JsonDocument.Parse(body).RootElement;
            seen.AddRange(page.GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        seen.ShouldBe(shelf.NewestFirst.Select(one => one.Id));
    }

    [Fact]
    public async Task A_status_picks_its_own()
    {
        shelf.Fill(4);
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (_, body) = await face.GetAsync("/api/v1/conversations?status=escalated", FaceApp.Key);

        JsonDocument.Parse(body).RootElement.GetProperty("conversations").EnumerateArray()
            .Select(one => one.GetProperty("status").GetString()).ShouldBe(["escalated", "escalated"]);
    }

    [Theory]
    [InlineData("status", "open")]
    [InlineData("after", "x")]
    [InlineData("limit", "0")]
    [InlineData("limit", "201")]
    [InlineData("limit", "many")]
    [InlineData("status", "active&status=open")]
    [InlineData("department", "%00")]
    [InlineData("assignee", "meera")]
    [InlineData("flagged", "perhaps")]
    [InlineData("from", "yesterday")]
    [InlineData("from", "1999-01-01T00:00:00Z")]
    [InlineData("to", "2026-03-01T00:00:00Z&from=2026-03-02T00:00:00Z")]
    [InlineData("sort", "loudest")]
    [InlineData("sort", "waiting&status=active")]
    [InlineData("sort", "waiting&assignee=me")]
    public async Task A_wrong_parameter_is_named(string name, string value)
    {
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (status, body) = await face.GetAsync($"/api/v1/conversations?{name}={value}", FaceApp.Key);

        status.ShouldBe(400);
        body.ShouldContain($"\"field\":\"{name}\"");
    }

    [Theory]
    [InlineData("sort=oldest")]
    [InlineData("status=active")]
    [InlineData("language=hi")]
    [InlineData("assignee=me")]
    [InlineData("to=2026-03-05T00:00:00Z")]
    public async Task A_place_in_another_list_is_refused(string other)
    {
        shelf.Fill(6);
        await using var face = await FaceApp.StartAsync(add: Behind);
        var (_, first) = await face.GetAsync("/api/v1/conversations?limit=2", FaceApp.Key);
        var next = JsonDocument.Parse(first).RootElement.GetProperty("next").GetString();

        var (status, body) = await face.GetAsync($"/api/v1/conversations?limit=2&after={next}&{other}", FaceApp.Key);

        status.ShouldBe(400);
        body.ShouldContain("not a place in this list");
        (await face.GetAsync($"/api/v1/conversations?limit=1&after={next}&sort=newest", FaceApp.Key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Counts_tell_where_there_are_more()
    {
        shelf.Fill(2 * (CountConversations.Most + 1));
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (status, body) = await face.GetAsync("/api/v1/conversations/counts", FaceApp.Key);

        status.ShouldBe(200);
        var counts = JsonDocument.Parse(body).RootElement;
        counts.GetProperty("active").GetRawText().ShouldBe("""{"count":10000,"isMore":true}""");
        counts.GetProperty("completed").GetRawText().ShouldBe("""{"count":0,"isMore":false}""");
        (await face.GetAsync("/api/v1/conversations/counts?status=open", FaceApp.Key)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_conversation_comes_with_its_messages_and_the_window_as_it_is_now()
    {
        shelf.Fill(1);
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (status, body) = await face.GetAsync($"/api/v1/conversations/{shelf.NewestFirst[0].Id}", FaceApp.Key);

        status.ShouldBe(200);
        var found = JsonDocument.Parse(body).RootElement;
        found.GetProperty("conversation").GetProperty("customerName").GetString().ShouldBe("Asha");
        found.GetProperty("window").GetProperty("isOpen").GetBoolean().ShouldBeTrue();
        found.GetProperty("window").GetProperty("secondsLeft").GetInt32().ShouldBe(23 * 3600);
        found.GetProperty("window").GetProperty("closesAt").GetDateTimeOffset().ShouldBe(SetClock.Noon + TimeSpan.FromHours(23));
        found.GetProperty("customer").GetProperty("isActive").GetBoolean().ShouldBeTrue();
        found.GetProperty("messages")[0].GetProperty("direction").GetString().ShouldBe("inbound");
        found.GetProperty("messages")[0].GetProperty("status").GetString().ShouldBe("delivered");
    }

    [Fact]
    public async Task A_window_that_never_opened_is_closed()
    {
        shelf.Fill(1, heard: null);
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (_, body) = await face.GetAsync($"/api/v1/conversations/{shelf.NewestFirst[0].Id}", FaceApp.Key);

        body.ShouldContain("""{"isOpen":false,"secondsLeft":0,"closesAt":null}""");
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_is_a_404_with_its_code()
    {
        await using var face = await FaceApp.StartAsync(add: Behind);

        var (status, body) = await face.GetAsync($"/api/v1/conversations/{Guid.Empty}", FaceApp.Key);

        status.ShouldBe(404);
        body.ShouldContain("conversation_not_found");
        (await face.GetAsync("/api/v1/conversations/not-an-id", FaceApp.Key)).Status.ShouldBe(404);
    }

    private void Behind(IServiceCollection services) =>
        services.AddSingleton<IConversationReads>(shelf).AddSingleton<TimeProvider>(new SetClock(SetClock.Noon));
}
