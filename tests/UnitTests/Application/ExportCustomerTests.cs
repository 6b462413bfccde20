using System.Text.Json;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ExportCustomerTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task Nothing_is_read_before_it_is_written_and_the_log_comes_last_with_the_export_itself()
    {
        support.Exports.Known = Kept;

        var export = (await support.SendAsync(new ExportCustomer(Person("devi"), Asha.Id))).Value;
        support.Exports.Read.ShouldBeEmpty();
        using var stream = new MemoryStream();
        await JsonSerializer.SerializeAsync(stream, export, JsonSerializerOptions.Web);

        support.Exports.Read.ShouldBe(["conversations", "messages", "notes", "flow timers", "flow errands", "inbox", "audit"]);
        stream.Position = 0;
        var file = (await JsonSerializer.DeserializeAsync<CustomerFile>(stream, JsonSerializerOptions.Web))!;
        (file.ExportedAt, file.Customer.Name, file.Audit.ShouldHaveSingleItem().Action).ShouldBe((Noon, "Asha", "customer.exported"));
        file.Audit[0].Actor.Name.ShouldBe("devi");
    }

    [Fact]
    public void What_is_written_is_what_is_documented()
    {
        PartsOf(typeof(CustomerExport), typeof(IAsyncEnumerable<>)).ShouldBe(PartsOf(typeof(CustomerFile), typeof(IReadOnlyList<>)));
    }

    [Fact]
    public async Task Who_is_not_there_is_not_found_and_leaves_no_entry()
    {
        (await support.SendAsync(new ExportCustomer(Person("devi"), Asha.Id))).Error.ShouldBe(new CustomerNotFound(Asha.Id));

        support.Exports.Audit.ShouldBeEmpty();
    }

    private static ExportedCustomer Kept => new()
    {
        Id = Asha.Id.Value,
        PhoneNumber = Digits,
        Bsuid = null,
        Name = Asha.Name,
        IsNamedByUs = false,
        Language = "en",
        IsActive = true,
        OptedOutAt = null,
        LastHeardAt = Noon,
        Metadata = null,
        Version = 1,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    private static IEnumerable<string> PartsOf(Type type, Type list) => type.GetProperties().Select(part =>
        $"{part.Name}: {(part.PropertyType.IsGenericType && part.PropertyType.GetGenericTypeDefinition() == list ? "all " + part.PropertyType.GetGenericArguments()[0].Name : part.PropertyType.Name)}");
}
