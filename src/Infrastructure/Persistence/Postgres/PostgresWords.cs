using WhatsAppSupport.Application.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// Words of texts, in the very expressions that are indexed: written differently, no index serves them. PostgreSQL's parser would keep
/// addresses, paths and signed numbers whole and overlook what it takes for a mark-up, so that the signs which glue them are taken out first, and with them what joins or turns
/// letters unseen.
/// </summary>
internal static class PostgresWords
{
    /// <summary>Messages of one part of the table, by the place among all messages, bear one mark: 16,384 of them.</summary>
    public const int PartBits = 14;

    public const string OfMessage = $"(to_tsvector('simple', translate(left(content, 8192), {Glue}, '             ')) || array_to_tsvector(ARRAY['#' || (seq >> 14)]))";

    public const string OfName = $"to_tsvector('simple', translate(left(name, 256), {Glue}, '             '))";

    private const string Glue = @"U&'-/.@_+<>&\200C\200D\200E\200F'";

    /// <summary>For <c>plainto_tsquery</c>, which demands all of them.</summary>
    public static string Asked(SearchWords words) => string.Join(' ', words.All);
}
