using System.Text;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Finds what is written in an <c>api</c> step and could never be sent. What comes of it once it is filled in is looked at when it is sent.</summary>
internal static class ApiStepLimits
{
    public static void RefuseTooMuch(YamlFields fields)
    {
        if (fields.Take("url") is YamlScalar { Text.Length: > CallLimits.LongestUrl })
            fields.Refuse("url", $"is longer than {CallLimits.LongestUrl} characters; what is long is sent in the body");
        if (fields.Take("body") is { } body && BytesOf(body) > CallLimits.LargestBody)
            fields.Refuse("body", $"is larger than {CallLimits.LargestBody / 1024} KiB");
        if (fields.Take("headers") is YamlMap headers)
            RefuseTooMuch(headers, fields);
    }

    private static void RefuseTooMuch(YamlMap headers, YamlFields fields)
    {
        if (headers.Entries.Count > CallLimits.MostHeaders)
            fields.Refuse("headers", $"are {headers.Entries.Count}; there are {CallLimits.MostHeaders} at most");
        if (BytesOf(headers) > CallLimits.LargestHeaders)
            fields.Refuse("headers", $"are larger than {CallLimits.LargestHeaders / 1024} KiB together; what is long is sent in the body");
        foreach (var entry in headers.Entries.Where(entry => entry.Value is YamlScalar value && !CallHeaders.IsValue(value.Text)))
            fields.Refuse("headers", $"{entry.Key} has a line break or another control character in it; a header is one line");
    }

    /// <summary>Of the words in it alone.</summary>
    private static int BytesOf(YamlValue value) => value switch
    {
        YamlScalar scalar => Encoding.UTF8.GetByteCount(scalar.Text),
        YamlList list => list.Items.Sum(BytesOf),
        YamlMap map => map.Entries.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + BytesOf(entry.Value)),
        _ => 0,
    };
}
