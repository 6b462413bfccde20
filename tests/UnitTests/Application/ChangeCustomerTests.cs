using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ChangeCustomerTests : IDisposable
{
    private static readonly Actor Meera = new(ActorKind.Agent, Guid.CreateVersion7(), "Meera", Role.Agent.PermissionsOf());

    private readonly SupportUnderTest support = new();

    public ChangeCustomerTests() => support.CustomerBook.Kept[Asha.Id] = Asha;

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_is_named_changes_and_the_rest_stays()
    {
        var changed = (await ChangeAsync(new CustomerChanges { Name = new("Asha Rao") })).Value;

        (changed.Name, changed.IsNamedByUs, changed.Language, changed.IsActive, changed.Version).ShouldBe(("Asha Rao", true, Asha.Language, true, Asha.Version + 1));
    }

    [Fact]
    public async Task What_changes_nothing_is_neither_stored_nor_logged()
    {
        var changed = (await ChangeAsync(new CustomerChanges { Language = new(Asha.Language), IsActive = new(true), Name = new(null) })).Value;

        changed.Version.ShouldBe(Asha.Version);
        support.CustomerBook.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_name_of_ours_the_one_of_WhatsApp_counts_again()
    {
        await ChangeAsync(new CustomerChanges { Name = new("Asha Rao") });
        support.CustomerBook.Kept[Asha.Id].Heard(Noon, "ash", Noon).Name.ShouldBe("Asha Rao");

        await ChangeAsync(new CustomerChanges { Name = new(null) });

        support.CustomerBook.Kept[Asha.Id].Heard(Noon, "ash", Noon).Name.ShouldBe("ash");
    }

    [Fact]
    public async Task The_log_tells_that_personal_things_changed_and_not_into_what()
    {
        await ChangeAsync(new CustomerChanges { Name = new("Asha Rao"), Metadata = new("""{"street":"Main"}"""), Language = new("hi") });

        var entry = support.CustomerBook.Audit.ShouldHaveSingleItem();
        (entry.By, entry.Action, entry.Subject, entry.SubjectId).ShouldBe((Meera, "customer.changed", SubjectKind.Customer, Asha.Id.ToString()));
        $"{entry.Before}{entry.After}".ShouldNotContain("Asha");
        entry.After.ShouldBe("""{"name":"(changed)","isNamedByUs":true,"language":"hi","metadata":"(changed)"}""");
    }

    [Fact]
    public async Task The_session_is_forgotten()
    {
        var key = new SessionKey(Asha.PhoneHash!.Value, OurNumber);
        support.Sessions.Kept[key] = new Session(Asha, Dialogue, MessageRate.Begin(Noon));

        await ChangeAsync(new CustomerChanges { IsActive = new(false) });

        support.Sessions.Kept.ShouldNotContainKey(key);
    }

    [Fact]
    public async Task Whoever_names_another_version_is_told_the_present_one_and_changes_nothing()
    {
        var refused = await ChangeAsync(new CustomerChanges { IsActive = new(false) }, Asha.Version + 1);

        refused.Error.ShouldBeOfType<VersionMismatch>().Version.ShouldBe(Asha.Version);
        support.CustomerBook.Kept[Asha.Id].ShouldBe(Asha);
        (await ChangeAsync(new CustomerChanges { IsActive = new(false) }, Asha.Version)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_comes_second_looks_again_and_with_a_version_is_told_so()
    {
        support.CustomerBook.Others.Enqueue(one => one with { Language = "ta", Version = one.Version + 1 });

        var changed = (await ChangeAsync(new CustomerChanges { IsActive = new(false) })).Value;

        (changed.Language, changed.IsActive, changed.Version).ShouldBe(("ta", false, Asha.Version + 2));
        support.CustomerBook.Others.Enqueue(one => one with { Version = one.Version + 1 });
        (await ChangeAsync(new CustomerChanges { IsActive = new(true) }, changed.Version)).Error.ShouldBeOfType<VersionMismatch>();
    }

    [Fact]
    public async Task Who_is_not_there_is_not_found()
    {
        support.CustomerBook.Kept.Clear();

        (await ChangeAsync(new CustomerChanges { IsActive = new(false) })).Error.ShouldBeOfType<CustomerNotFound>();
    }

    [Fact]
    public async Task Every_field_at_fault_is_named_at_once()
    {
        var refused = await ChangeAsync(new CustomerChanges
        {
            Name = new(" Asha\n"),
            Language = new(null),
            Metadata = new($$"""{"long":"{{new string('x', 16 * 1024)}}"}"""),
        });

        refused.Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["name", "language", "metadata"]);
    }

    private Task<Result<CustomerView>> ChangeAsync(CustomerChanges changes, long? ifVersion = null) =>
        support.SendAsync(new ChangeCustomer(Meera, Asha.Id, changes, ifVersion));
}
