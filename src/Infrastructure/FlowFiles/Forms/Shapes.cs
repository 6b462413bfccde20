using System.Globalization;
using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>What stands on one line.</summary>
internal static class Shapes
{
    public static readonly Shape<string?> Words = new((fields, field) => fields.Text(field.Key, field.Meaning), Json.Words);

    public static readonly Shape<Expression?> Expression = new(
        (fields, field) => fields.Text(field.Key, field.Meaning) is { } source ? fields.ParseExpression(field.Key, source) : null, Json.Words);

    public static readonly Shape<string?> Variable = new(
        (fields, field) =>
        {
            var name = fields.Text(field.Key, field.Meaning);
            if (name is null || VariableName.IsValid(name))
                return name;
            fields.Refuse(field.Key, $"\"{name}\" is no name for a variable; use {VariableName.Rule}");
            return null;
        },
        new JsonObject { ["type"] = Json.List("string", "boolean"), ["pattern"] = $"^{VariableName.Pattern}$" }.Saying($"A variable's name is {VariableName.Rule}."));

    public static readonly Shape<bool> Truth = new(
        (fields, field) =>
        {
            if (fields.Text(field.Key, "true or false") is not { } text)
                return false;
            if (text is not ("true" or "false"))
                fields.Refuse(field.Key, $"\"{text}\" is neither true nor false");
            return text == "true";
        },
        new JsonObject { ["type"] = Json.List("boolean", "string"), ["pattern"] = "^(true|false)$" }.Refusing("True or false."));

    /// <summary>One of some words.</summary>
    /// <param name="refusal">What it is none of; the words are named after it.</param>
    public static Shape<T?> OneOf<T>(IReadOnlyList<KeyValuePair<string, T>> words, string refusal)
        where T : struct => new(
            (fields, field) =>
            {
                if (fields.Text(field.Key, field.Meaning) is not { } text)
                    return null;
                foreach (var (word, meant) in words)
                {
                    if (word == text)
                        return meant;
                }

                fields.Refuse(field.Key, $"\"{text}\" {refusal} {string.Join(", ", words.Select(one => one.Key))}", FindingCode.UnknownKind);
                return null;
            },
            new JsonObject { ["enum"] = Json.List(words.Select(one => one.Key)) });

    public static Shape<int?> Whole(int least, int most) => new(
        (fields, field) =>
        {
            if (fields.Text(field.Key, field.Meaning) is not { } text)
                return null;
            if (int.TryParse(text, least < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            fields.Refuse(field.Key, $"\"{text}\" is no number from {least} to {most}");
            return null;
        },
        new JsonObject
        {
            ["type"] = Json.List("integer", "string"),
            ["minimum"] = least,
            ["maximum"] = most,
            ["pattern"] = least < 0 ? "^[+-]?[0-9]+$" : "^[0-9]+$",
        }.Saying($"From {least} to {most}."));

    public static Shape<double?> Degrees(double most) => new(
        (fields, field) =>
        {
            if (fields.Text(field.Key, field.Meaning) is not { } text)
                return null;
            if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
                return degrees;
            fields.Refuse(field.Key, $"\"{text}\" are no degrees from -{most} to {most}");
            return null;
        },
        new JsonObject
        {
            ["type"] = Json.List("number", "string"),
            ["minimum"] = -most,
            ["maximum"] = most,
            ["pattern"] = @"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$",
        }.Saying($"From -{most} to {most}."));

    /// <summary>The fields of a map within this one; null where there is none.</summary>
    public static Shape<YamlFields?> Map(Form form, string example) => new((fields, field) => fields.Map(field.Key, example), form.Schema());
}
