using WhatsAppSupport.Api.Documentation;

namespace WhatsAppSupport.UnitTests.OpenApi;

public sealed class OperationNameTests
{
    [Theory]
    [InlineData("GET", "List", "api/v1/conversations", "listConversations")]
    [InlineData("GET", "Count", "api/v1/conversations/counts", "countConversations")]
    [InlineData("GET", "Get", "api/v1/conversations/{id}", "getConversation")]
    [InlineData("GET", "ListMessages", "api/v1/conversations/{id}/messages", "listConversationMessages")]
    [InlineData("GET", "Messages", "api/v1/conversations/{id}/messages", "getConversationMessages")]
    [InlineData("POST", "TakeOver", "api/v1/conversations/{id}/takeover", "takeOverConversation")]
    [InlineData("POST", "GiveBack", "api/v1/conversations/{id}/give-back", "giveBackConversation")]
    [InlineData("PUT", "Flag", "api/v1/conversations/{id}/flag", "flagConversation")]
    [InlineData("POST", "Reply", "api/v1/conversations/{id}/messages", "replyConversationMessage")]
    [InlineData("GET", "Search", "api/v1/messages/search", "searchMessages")]
    [InlineData("POST", "Create", "api/v1/agents", "createAgent")]
    [InlineData("PATCH", "Change", "api/v1/agents/{id}", "changeAgent")]
    [InlineData("POST", "Unlock", "api/v1/agents/{id}/unlock", "unlockAgent")]
    [InlineData("PUT", "ChangePassword", "api/v1/session/password", "changeSessionPassword")]
    [InlineData("POST", "Open", "api/v1/session", "openSession")]
    [InlineData("GET", "Get", "api/v1/settings", "getSettings")]
    [InlineData("GET", "Parts", "health", "getHealth")]
    [InlineData("GET", "Live", "health/live", "getHealthLive")]
    [InlineData("HEAD", "Live", "health/live", "headHealthLive")]
    public void An_operation_is_called_for_its_action_and_the_things_of_its_path(string method, string action, string path, string name)
    {
        OperationName.Of(method, action, path).ShouldBe(name);
    }

    [Theory]
    [InlineData("api/v1/conversations/{id}/takeover", "Conversations")]
    [InlineData("health/live", "Health")]
    public void Its_area_is_the_first_thing_of_its_path(string path, string area)
    {
        OperationName.AreaOf(path).ShouldBe(area);
    }
}
