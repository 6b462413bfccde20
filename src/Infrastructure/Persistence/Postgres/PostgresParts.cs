namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>Messages of one part of the table, by the place among all messages, bear one mark: 16,384 of them. A word's mark is a number of 64 bits, and no part's but by a miracle.</summary>
internal static class PostgresParts
{
    private const int Bits = 14;

    public static long Of(long place) => place >> Bits;
}
