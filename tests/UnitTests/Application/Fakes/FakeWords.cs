using System.Security.Cryptography;
using System.Text;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Texts;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Each text says which one it is, and in which language it was asked for.</summary>
internal sealed class FakeTexts : ISystemTexts
{
    public string Get(SystemText text, string language) => $"{text} in {language}";
}

/// <summary>A number and a user id have the hashes of <see cref="Domain.Known"/> where they are its; else one that is made of them.</summary>
internal sealed class FakeHashes : ILookupHashes
{
    public LookupHash OfPhone(PhoneNumber number) => number.Digits == Domain.Known.Digits ? Domain.Known.PhoneHash : Of(number.Digits);

    public LookupHash OfBsuid(string bsuid) => bsuid == Domain.Known.UserId ? Domain.Known.BsuidHash : Of(bsuid);

    public LookupHash OfProviderId(string id) => Of(id);

    public LookupHash OfRequest(string text) => Of(text);

    public uint MarkOfText(string text) => BitConverter.ToUInt32(Of(text).Value.ToByteArray());

    public long MarkOfWord(string word) => BitConverter.ToInt64(Of(word).Value.ToByteArray());

    private static LookupHash Of(string text) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
}

/// <summary>Time-outs are the world's fault, everything else the row's.</summary>
internal sealed class FakeFaults : IFaults
{
    public bool IsInfrastructure(Exception exception) => exception is TimeoutException or OperationCanceledException;
}
