using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

internal sealed class MediaStepReader() : StepReader<MediaStep>(
    "media",
    new Form("Shows a picture, a document, a sound or a film, and goes on.", MediaKind, Url, Caption, FileName)
    {
        Rules = [Rule.OnlyWhere(FileName.Key, null, MediaKind.Key, "document", "only a document has a name")],
    })
{
    private static readonly Field<MessageType?> MediaKind = new("kind", "image, document, audio or video", Shapes.OneOf<MessageType>(
        [
            new("image", MessageType.Image),
            new("document", MessageType.Document),
            new("audio", MessageType.Audio),
            new("video", MessageType.Video),
        ], "cannot be shown; there are"))
    { IsRequired = true };

    private static readonly Field<FlowText?> Url =
        new("url", "where WhatsApp fetches it, such as https://shop.example/size-chart.png", FlowTexts.Address) { IsRequired = true };

    private static readonly Field<FlowText?> Caption = new("caption", "what is said with it", FlowTexts.Text);

    private static readonly Field<FlowText?> FileName = new("file_name", "what the document is called, such as invoice.pdf", FlowTexts.Text) { More = "Only with kind: document." };

    protected override MediaStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (kind, url, caption, name) = (MediaKind.Read(fields), Url.Read(fields), Caption.Read(fields), FileName.Read(fields));
        return kind is null || url is null ? null : new MediaStep(kind.Value, url, caption, name);
    }
}

internal sealed class LocationStepReader() : StepReader<LocationStep>("location", new Form("Shows a place on the map, and goes on.", Latitude, Longitude, Name, Address, Text))
{
    private static readonly Field<double?> Latitude = new("latitude", "degrees, such as 18.5204", Shapes.Degrees(90)) { IsRequired = true, More = "South is less than 0." };

    private static readonly Field<double?> Longitude = new("longitude", "degrees, such as 73.8567", Shapes.Degrees(180)) { IsRequired = true, More = "West is less than 0." };

    private static readonly Field<FlowText?> Name = new("name", "what is there, such as \"Our shop\"", FlowTexts.Text);

    private static readonly Field<FlowText?> Address = new("address", "the street and the town", FlowTexts.Text);

    private static readonly Field<FlowText?> Text = new("text", "what is said before it", FlowTexts.Text);

    protected override LocationStep? ReadStep(YamlFields fields, FlowReading reading)
    {
        var (latitude, longitude) = (Latitude.Read(fields), Longitude.Read(fields));
        var (name, address, text) = (Name.Read(fields), Address.Read(fields), Text.Read(fields));
        return latitude is null || longitude is null ? null : new LocationStep(latitude.Value, longitude.Value, name, address, text);
    }
}
