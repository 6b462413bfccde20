using System.Globalization;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class MediaStepReader() : StepReader<MediaStep>("media")
{
    private const string Kinds = "image, document, audio or video";

    protected override MediaStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var kind = ReadKind(fields);
        var url = fields.RequiredFlowText("url", "where WhatsApp fetches it, such as https://shop.example/size-chart.png");
        var caption = fields.FlowText("caption", "what is said with it");
        var name = fields.FlowText("file_name", "what the document is called, such as invoice.pdf");
        if (name is not null && kind is not (null or MessageType.Document))
            fields.Refuse("file_name", "only a document has a name");
        foreach (var address in url?.All ?? [])
        {
            if (!address.Source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && address.Only is null)
                fields.Refuse("url", "begins with https://, where WhatsApp fetches it");
        }

        return kind is null || url is null ? null : new MediaStep(kind.Value, url, caption, name);
    }

    private static MessageType? ReadKind(YamlFields fields)
    {
        switch (fields.RequiredText("kind", Kinds))
        {
            case "image":
                return MessageType.Image;
            case "document":
                return MessageType.Document;
            case "audio":
                return MessageType.Audio;
            case "video":
                return MessageType.Video;
            case { } other:
                fields.Refuse("kind", $"\"{other}\" cannot be shown; there are {Kinds}", FindingCode.UnknownKind);
                return null;
            default:
                return null;
        }
    }
}

internal sealed class LocationStepReader() : StepReader<LocationStep>("location")
{
    protected override LocationStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var latitude = ReadDegrees(fields, "latitude", 90);
        var longitude = ReadDegrees(fields, "longitude", 180);
        var name = fields.FlowText("name", "what is there, such as \"Our shop\"");
        var address = fields.FlowText("address", "the street and the town");
        var text = fields.FlowText("text", "what is said before it");
        return latitude is null || longitude is null ? null : new LocationStep(latitude.Value, longitude.Value, name, address, text);
    }

    private static double? ReadDegrees(YamlFields fields, string key, double most)
    {
        if (fields.RequiredText(key, "degrees, such as 18.5204") is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        fields.Refuse(key, $"\"{text}\" are no degrees from -{most} to {most}");
        return null;
    }
}
