using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Replies of one step, no two of which can be meant by the same words.</summary>
internal sealed class RepliesByTitle
{
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);
    private readonly List<QuickReply> replies = [];

    public IReadOnlyList<QuickReply> Replies => replies;

    public QuickReply? Read(YamlFields fields, FlowReading reading, Field<FlowText?> title, Action<YamlFields>? readMore = null)
    {
        if (QuickReplyReader.Read(fields, reading, title, readMore) is not { } read)
            return null;
        var names = read.Title.All.Select(one => FoldedText.Of(one.Source)).Distinct(StringComparer.Ordinal).ToList();
        if (names.Exists(titles.Contains))
        {
            fields.Refuse(title.Key, $"\"{read.Kept}\" is there twice, and a customer who writes it could mean either; name them differently", FindingCode.Duplicate);
            return null;
        }

        titles.UnionWith(names);
        replies.Add(read);
        return read;
    }
}
