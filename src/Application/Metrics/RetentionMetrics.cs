using System.Diagnostics.Metrics;
using System.Text.Json;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>What was kept for as long as the settings say, and is gone.</summary>
public sealed class RetentionMetrics
{
    private readonly LabelledCounter removed;

    internal RetentionMetrics(Meter meter) => removed = new(
        meter, "support_rows_removed_total", "Rows that are kept no longer, by what they were", "kind", [.. Enum.GetValues<RetentionKind>().Select(NameOf)]);

    public void Removed(RetentionKind kind, int rows) => removed.Add(rows, NameOf(kind));

    internal void Begin() => removed.Begin();

    private static string NameOf(RetentionKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
