using System.Globalization;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Where metrics and traces are sent to.</summary>
/// <param name="Endpoint">Of the collector, without a slash at the end.</param>
/// <param name="Headers">As OTLP writes them, <c>name=value,name=value</c>; they may hold a key. Null: none.</param>
/// <param name="Service">What this program is called there.</param>
public sealed record OtlpSettings(Uri Endpoint, OtlpProtocol Protocol, string? Headers, string Service)
{
    private const string Address = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Spoken = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Keys = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";

    /// <summary>Where collectors listen for gRPC.</summary>
    private const int GrpcPort = 4317;

    public override string ToString() => nameof(OtlpSettings);

    /// <returns>Null: nobody wants them.</returns>
    internal static OtlpSettings? Read(EnvironmentValues values, SettingErrors errors)
    {
        var endpoint = values.Text(Address) is null ? null : Addresses.Base(values, errors, Address, new Uri("http://localhost:4318"));
        var protocol = ReadProtocol(values, errors, endpoint);
        var headers = values.Secret(Keys);
        if (headers is not null && !headers.Split(',').All(IsHeader))
        {
            errors.Add(Keys, "is not a list of name=value in printable ASCII", "Authorization=Bearer%20KEY");
        }

        var service = values.Text("OTEL_SERVICE_NAME", "whatsapp-support");
        return endpoint is null ? null : new OtlpSettings(endpoint, protocol, headers, service);
    }

    private static OtlpProtocol ReadProtocol(EnvironmentValues values, SettingErrors errors, Uri? endpoint)
    {
        var usual = endpoint?.Port == GrpcPort ? Grpc : Http;
        var text = values.Text(Spoken, usual);
        if (text is not (Grpc or Http))
        {
            errors.Add(Spoken, string.Create(CultureInfo.InvariantCulture, $"{SettingErrors.Quoted(text)} is neither {Grpc} nor {Http}"), usual);
        }

        return text == Grpc ? OtlpProtocol.Grpc : OtlpProtocol.HttpProtobuf;
    }

    private static bool IsHeader(string header) =>
        header.IndexOf('=', StringComparison.Ordinal) > 0 && header.All(character => character is >= ' ' and <= '~');
}

public enum OtlpProtocol
{
    HttpProtobuf,
    Grpc,
}
