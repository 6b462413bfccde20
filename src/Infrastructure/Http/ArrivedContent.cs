namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>A body that is here.</summary>
internal sealed class ArrivedContent : ByteArrayContent
{
    /// <param name="isWhole">False: it was cut off, by the other side or by us.</param>
    public ArrivedContent(byte[] bytes, bool isWhole)
        : base(bytes)
    {
        Bytes = bytes;
        IsWhole = isWhole;
    }

    public byte[] Bytes { get; }

    public bool IsWhole { get; }

    /// <summary>What <see cref="WholeAnswerHandler"/> left in an answer.</summary>
    public static ArrivedContent Of(HttpResponseMessage response) => (ArrivedContent)response.Content;
}
