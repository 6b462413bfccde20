using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.Texts;
using WhatsAppSupport.UnitTests.Flows;

namespace WhatsAppSupport.UnitTests.Texts;

public sealed class SystemTextsFileTests
{
    private static readonly SystemTextsFile Shipped = SystemTextsFile.Read(SystemTextsFile.PathIn(FlowsPath.Shipped));

    public static TheoryData<SystemText> All => [.. Enum.GetValues<SystemText>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_text_is_shipped_in_English_and_Hindi(SystemText text)
    {
        Shipped.Get(text, "en").ShouldNotBeNullOrWhiteSpace();
        Shipped.Get(text, "hi").ShouldNotBe(Shipped.Get(text, "en"));
    }

    [Theory]
    [InlineData("hi-IN", "hi")]
    [InlineData("hi_IN", "hi")]
    [InlineData("HI-Deva-IN", "hi")]
    [InlineData("en-GB", "en")]
    [InlineData("mr", "en")]
    [InlineData("", "en")]
    [InlineData("-", "en")]
    public void A_language_falls_back_to_its_base_and_then_to_English(string asked, string taken) =>
        Shipped.Get(SystemText.Apology, asked).ShouldBe(Shipped.Get(SystemText.Apology, taken));

    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    public void The_offer_of_a_person_fits_a_button(string language) =>
        Shipped.Get(SystemText.OfferPerson, language).Length.ShouldBeLessThanOrEqualTo(WhatsAppShape.ButtonTitleMaxLength);

    [Fact]
    public void What_a_language_leaves_out_is_taken_from_English()
    {
        using var folder = new FlowFolder(("system/texts.yaml", English("en") + "mr:\n  apology: \"माफ करा\"\n"));
        var texts = SystemTextsFile.Read(SystemTextsFile.PathIn(folder.Path));

        texts.Get(SystemText.Apology, "mr").ShouldBe("माफ करा");
        texts.Get(SystemText.HandOver, "mr").ShouldBe("HandOver");
    }

    [Fact]
    public void A_folder_without_texts_of_its_own_has_the_shipped_ones()
    {
        using var folder = new FlowFolder();

        SystemTextsFile.PathIn(folder.Path).ShouldBe(Path.Combine(FlowsPath.Shipped, "system", "texts.yaml"));
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        using var folder = new FlowFolder(("system/texts.yaml", "en:\n  apologie: Sorry\n  hand_over: ''\nhi: Hallo\nHI:\n  apology: x\nhi-IN: {}\n"));

        var errors = Should.Throw<FlowFilesInvalidException>(() => SystemTextsFile.Read(SystemTextsFile.PathIn(folder.Path))).Errors;

        errors.ShouldContain(error => error.Field == "en.apologie" && error.Line == 2 && error.Problem == "is unknown; did you mean apology?");
        errors.ShouldContain(error => error.Field == "en.apology" && error.Problem.StartsWith("is missing", StringComparison.Ordinal));
        errors.ShouldContain(error => error.Field == "en.hand_over" && error.Line == 3);
        errors.ShouldContain(error => error.Field == "hi" && error.Line == 4);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named() =>
        Should.Throw<FlowFilesInvalidException>(() => SystemTextsFile.Read("no/such/texts.yaml")).Message.ShouldStartWith("no/such/texts.yaml: cannot be read: ");

    [Fact]
    public void English_must_be_there_and_no_language_twice()
    {
        using var folder = new FlowFolder(("system/texts.yaml", "hi:\n  apology: x\nHI:\n  apology: y\n"));

        var errors = Should.Throw<FlowFilesInvalidException>(() => SystemTextsFile.Read(SystemTextsFile.PathIn(folder.Path))).Errors;

        errors.Select(error => (error.Field, error.Line)).ShouldBe([("en", 1), ("HI", 3)]);
    }

    private static string English(string language) => $"{language}:\n" + string.Concat(Enum.GetValues<SystemText>()
        .Select(text => $"  {System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(text.ToString())}: {text}\n"));
}
