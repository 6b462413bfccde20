using WhatsAppSupport.Application.Search;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>Words as FTS5 is asked for them: each quoted, so that none is taken for an operator; it demands all of them.</summary>
internal static class SqliteWords
{
    public static string Asked(SearchWords words) => string.Join(' ', words.All.Select(word => $"\"{word}\""));
}
