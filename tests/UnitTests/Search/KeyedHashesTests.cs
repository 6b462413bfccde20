using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.UnitTests.Search;

/// <summary>Who copies a database without its key learns from no hash which word, number or id it is of: the same one is another hash under another key.</summary>
public sealed class KeyedHashesTests
{
    private static readonly LookupHashes One = WithKey(1);
    private static readonly LookupHashes Other = WithKey(2);

    [Fact]
    public void A_word_has_one_mark_under_one_key_and_another_under_another()
    {
        One.MarkOfWord("refund").ShouldBe(WithKey(1).MarkOfWord("refund"));
        One.MarkOfWord("refund").ShouldNotBe(Other.MarkOfWord("refund"));
        One.MarkOfWord("refund").ShouldNotBe(One.MarkOfWord("refunds"));
    }

    [Fact]
    public void So_has_everything_that_is_looked_up()
    {
        One.OfPhone(PhoneNumber.FromStored("919811112222")).ShouldNotBe(Other.OfPhone(PhoneNumber.FromStored("919811112222")));
        One.OfBsuid("IN.1").ShouldNotBe(Other.OfBsuid("IN.1"));
        One.OfProviderId("wamid.1").ShouldNotBe(Other.OfProviderId("wamid.1"));
        One.OfRequest("{}").ShouldNotBe(Other.OfRequest("{}"));
        One.MarkOfText("hello").ShouldNotBe(Other.MarkOfText("hello"));
    }

    private static LookupHashes WithKey(byte seed)
    {
        var hashes = new LookupHashes();
        hashes.Use([.. Enumerable.Repeat(seed, 32)]);
        return hashes;
    }
}
