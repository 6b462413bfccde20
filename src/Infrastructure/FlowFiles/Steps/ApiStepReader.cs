using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed partial class ApiStepReader() : StepReader<ApiStep>(
    "api",
    new Form("Asks another system over HTTP, outside of the conversation's transaction, and goes on with its answer.", Url, Method, Headers, ApiBodyReader.Body, Within, Retry, Save, OnError))
{
    private const string Host = @"[Hh][Tt][Tt][Pp][Ss]?://[^/?#{}\s\\]+";

    private static readonly Field<string?> Url = new("url", "where it is asked, such as https://api.shop.example/orders/{order_number}", new Shape<string?>(
        Shapes.Words.Read,
        new JsonObject { ["type"] = "string", ["pattern"] = $@"^\s*({Host}(?=[/?#\s]|$)|{SecretPlaceholders.Pattern})" }.Refusing("It begins with https:// and a host that is written out.")))
    {
        IsRequired = true,
        More = "The host stands here, written out, or in a ${FLOW_SECRET_NAME}; it is one of FLOW_API_HOSTS or FLOW_PRIVATE_HOSTS. What is filled in is encoded.",
    };

    private static readonly Field<string?> Method = new("method", string.Join(", ", CallLimits.Methods), new Shape<string?>(
        ReadMethod, new() { ["enum"] = Json.List(CallLimits.Methods) }))
    { Usual = CallLimits.Methods[0] };

    private static readonly Field<IReadOnlyList<KeyValuePair<string, TextTemplate>>> Headers =
        new("headers", "names and values, such as { Authorization: \"Bearer ${FLOW_SECRET_SHOP}\" }", ApiHeaders.Shape);

    private static readonly Field<TimeSpan?> Within = new("time_out", "how long one try may take, such as 5s", Durations.Between(CallLimits.ShortestTry, CallLimits.LongestTry))
    {
        Usual = Durations.Written(ApiStep.UsualTimeOut),
    };

    private static readonly Field<int?> Retry = new("retry", "how often it is tried once more, where that may help", Shapes.Whole(0, CallLimits.MostRetries)) { Usual = 0 };

    private static readonly Field<IReadOnlyList<KeyValuePair<string, JsonPath>>> Save = new(
        "save", "variables and where their values stand in the answer, such as { status: order.status }", Named.Of(new Field<JsonPath?>("", JsonPath.Rule, new Shape<JsonPath?>(
            ReadPath, new JsonObject { ["type"] = Json.List("string", "boolean"), ["pattern"] = $@"^\s*{JsonPath.Pattern}\s*$" }.Refusing($"It is {JsonPath.Rule}.")))));

    private static readonly ListField OnError = Blocks.Field("on_error", "what is done when it fails", "{error} tells why. Left out: a person is called in.");

    protected override ApiStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        ApiStepLimits.RefuseTooMuch(fields);
        var method = Method.Read(fields);
        var url = ReadUrl(fields, reading);
        var headers = Headers.Read(fields);
        var body = ApiBodyReader.Body.Read(fields);
        var within = Within.Read(fields) ?? ApiStep.UsualTimeOut;
        var retry = Retry.Read(fields) ?? 0;
        var save = Save.Read(fields);
        var onError = StepReaders.ReadSome(OnError, fields, reading);
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

    private static string? ReadMethod(YamlFields fields, Field field)
    {
        var method = fields.Text(field.Key, field.Meaning) ?? (fields.Has(field.Key) ? null : CallLimits.Methods[0]);
        if (method is null || CallLimits.Methods.Contains(method))
            return method;
        fields.Refuse(field.Key, $"\"{method}\" is no method; there are {string.Join(", ", CallLimits.Methods)}", FindingCode.UnknownKind);
        return null;
    }

    /// <summary>The host stands in the file, or in a secret: what a customer says never decides who is asked.</summary>
    private static TextTemplate? ReadUrl(YamlFields fields, FlowReading reading)
    {
        if (Url.Read(fields) is not { } text || Template(fields, Url.Key, text.Trim()) is not { } url)
            return null;
        if (HostIn().Match(text.Trim()) is { Success: true } host && Uri.TryCreate(host.Value, UriKind.Absolute, out var address))
            reading.Asks(address, fields, Url.Key);
        else if (!SecretPlaceholders.Begin(text.Trim()))
            fields.Refuse(Url.Key, "begins with https:// and a host that is written out, such as https://api.shop.example/orders/{order_number}");
        return url;
    }

    private static JsonPath? ReadPath(YamlFields fields, Field field)
    {
        if (fields.Text(field.Key, field.Meaning) is not { } text)
            return null;
        var path = JsonPath.Parse(text.Trim());
        if (path is null)
            fields.Refuse(field.Key, $"\"{text}\" is no path; write {JsonPath.Rule}");
        return path;
    }

    [GeneratedRegex(@"\A" + Host + @"(?=[/?#]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex HostIn();
}
