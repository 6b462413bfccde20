using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>What can stand in a field.</summary>
/// <param name="Read">Takes it, with a finding where it is none.</param>
/// <param name="Schema">The same for an editor (JSON Schema, draft 7), with what there is to say of its bounds. It takes whatever is read, and refuses of the rest what it can.</param>
internal sealed record Shape<T>(Func<YamlFields, Field, T> Read, JsonObject Schema);
