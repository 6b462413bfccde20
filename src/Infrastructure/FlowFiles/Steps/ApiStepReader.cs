using System.Globalization;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed partial class ApiStepReader() : StepReader<ApiStep>("api")
{
    protected override ApiStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var method = ReadMethod(fields);
        var url = ReadUrl(fields, reading);
        var headers = ReadHeaders(fields);
        var body = ApiBodyReader.Read(fields);
        var within = fields.Duration("time_out", CallLimits.ShortestTry, CallLimits.LongestTry, isRequired: false) ?? ApiStep.UsualTimeOut;
        var retry = ReadRetry(fields);
        var save = ReadSave(fields);
        var onError = StepReaders.ReadSome(fields, "on_error", reading);
        return method is null || url is null ? null : new ApiStep(method, url, save)
        {
            Headers = headers,
            Body = body,
            AnswersWithin = within,
            Retry = retry,
            OnError = onError,
        };
    }

    /// <summary>A placeholder of a secret is filled in when the call is sent, and not by the flow.</summary>
    internal static TextTemplate? Template(YamlFields fields, string key, string text) =>
        fields.ParseTemplate(key, SecretPlaceholders.Filled(text, name => "${{" + name + "}}"));

    private static string? ReadMethod(YamlFields fields)
    {
        var method = fields.Text("method", string.Join(", ", CallLimits.Methods)) ?? (fields.Has("method") ? null : "GET");
        if (method is null || CallLimits.Methods.Contains(method))
            return method;
        fields.Refuse("method", $"\"{method}\" is no method; there are {string.Join(", ", CallLimits.Methods)}", FindingCode.UnknownKind);
        return null;
    }

    /// <summary>The host stands in the file, or in a secret: what a customer says never decides who is asked.</summary>
    private static TextTemplate? ReadUrl(YamlFields fields, FlowReading reading)
    {
        if (fields.RequiredText("url", "where it is asked, such as https://api.shop.example/orders/{order_number}") is not { } text
            || Template(fields, "url", text.Trim()) is not { } url)
            return null;
        if (Host().Match(text.Trim()) is { Success: true } host && Uri.TryCreate(host.Value, UriKind.Absolute, out var address))
            reading.Asks(address, fields, "url");
        else if (!SecretPlaceholders.Begin(text.Trim()))
            fields.Refuse("url", "begins with https:// and a host that is written out, such as https://api.shop.example/orders/{order_number}");
        return url;
    }

    private static List<KeyValuePair<string, TextTemplate>> ReadHeaders(YamlFields fields)
    {
        var headers = new List<KeyValuePair<string, TextTemplate>>();
        if (fields.Map("headers", "names and values, such as { Authorization: \"Bearer ${FLOW_SECRET_SHOP}\" }") is not { } map)
            return headers;
        foreach (var entry in map.Entries)
        {
            if (!CallHeaders.MayBeSet(entry.Key))
                map.Refuse(entry.Key, "is no header that can be set");
            if (map.Text(entry.Key, "the header's value") is { } text && Template(map, entry.Key, text) is { } value)
                headers.Add(KeyValuePair.Create(entry.Key, value));
        }

        return headers;
    }

    private static int ReadRetry(YamlFields fields)
    {
        if (fields.Text("retry", $"a number from 0 to {CallLimits.MostRetries}") is not { } text)
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times <= CallLimits.MostRetries)
            return times;
        fields.Refuse("retry", $"\"{text}\" is no number from 0 to {CallLimits.MostRetries}");
        return 0;
    }

    private static List<KeyValuePair<string, JsonPath>> ReadSave(YamlFields fields)
    {
        var save = new List<KeyValuePair<string, JsonPath>>();
        foreach (var (name, values) in fields.Names("save", "variables and where their values stand in the answer, such as { status: order.status }"))
        {
            if (values.Text(name, JsonPath.Rule) is not { } text)
                continue;
            if (JsonPath.Parse(text.Trim()) is { } path)
                save.Add(KeyValuePair.Create(name, path));
            else
                values.Refuse(name, $"\"{text}\" is no path; write {JsonPath.Rule}");
        }

        return save;
    }

    [GeneratedRegex(@"\A[Hh][Tt][Tt][Pp][Ss]?://[^/?#{}\s\\]+(?=[/?#]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
