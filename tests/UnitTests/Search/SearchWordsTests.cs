using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Where is my ORDER? My order!", "where is my order")]
    [InlineData("ORD-1234 of asha@example.com", "ord 1234 of asha example com")]
    [InlineData("ÉCOLE École e\u0301cole", "école")]
    [InlineData("ΟΔΟΣ οδος οδός", "οδοσ οδόσ")]
    [InlineData("Straße STRASSE", "strasse")]
    [InlineData("ＯＲＤ１２３ १२३", "ord123 123")]
    [InlineData("НЕТ заказа", "нет заказа")]
    [InlineData("नमस्ते, मेरा ऑर्डर", "नमस्ते मेरा ऑर्डर")]
    [InlineData("مرحبا، أين طلبي؟", "مرحبا أين طلبي")]
    [InlineData("می‌خواهم", "می خواهم")]
    [InlineData("thanks👍so 🙏", "thanks so")]
    [InlineData("𐐀 𐐨", "𐐨")]
    [InlineData("!?* \"' ()", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Texts_and_questions_are_cut_at_signs_and_folded(string? text, string words) =>
        string.Join(' ', SearchWords.Of(text).All).ShouldBe(FoldedText.Of(words));

    [Fact]
    public void Half_a_pair_of_surrogates_separates_words() => SearchWords.Of("a\ud800b").All.ShouldBe(["a", "b"]);

    [Fact]
    public void What_is_longer_than_a_message_can_be_is_looked_at_up_to_8192_characters()
    {
        SearchWords.Of(new string(' ', 8191) + "xyz").All.ShouldBe(["x"]);
        SearchWords.Of(new string('x', 8193)).All.ShouldHaveSingleItem().Length.ShouldBe(8192);
    }
}
