using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Security;

/// <summary>The keyed hashes by which personal things are looked up, so that they can be encrypted without changing a query.</summary>
public interface ILookupHashes
{
    LookupHash OfPhone(PhoneNumber number);

    LookupHash OfBsuid(string bsuid);

    /// <summary>Of any id that the provider gave: a message's, a request's.</summary>
    LookupHash OfProviderId(string id);

    /// <summary>Of what a caller asked for, or of the key that they gave to it, to see that it is asked for again.</summary>
    LookupHash OfRequest(string text);

    /// <summary>Of what a customer wrote, to see that it was written again; too short to find anything by.</summary>
    uint MarkOfText(string text);

    /// <summary>Of a word, as <see cref="Search.SearchWords"/> cuts it, to find by it what it was written in.</summary>
    long MarkOfWord(string word);
}
