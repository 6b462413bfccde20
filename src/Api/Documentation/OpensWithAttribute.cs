namespace WhatsAppSupport.Api.Documentation;

/// <summary>For the document only: the scheme that opens an endpoint which looks after itself, instead of sign-in. Several: any of them.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OpensWithAttribute(params string[] schemes) : Attribute
{
    public string[][] Ways => [.. schemes.Select(scheme => new[] { scheme })];
}
