using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.FlowCalls;
using WhatsAppSupport.Infrastructure.Outgoing;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Whom flows may ask, and their secrets, which have names of the business's own.</summary>
internal static class FlowCallSettings
{
    private const string PublicHosts = "FLOW_API_HOSTS";
    private const string OwnHosts = "FLOW_PRIVATE_HOSTS";

    private delegate AllowedHost? ReadHost(string text, out string? problem);

    public static FlowCallOptions Read(EnvironmentValues values, SettingErrors errors) => new()
    {
        Hosts = new AllowedHosts(
            Hosts(PublicHosts, AllowedHost.ReadPublic, "api.shop.example,*.shop.example:8443", values, errors),
            Hosts(OwnHosts, AllowedHost.ReadOwn, "orders.internal:8080,10.0.0.5", values, errors)),
        Secrets = Secrets(values, errors),
    };

    private static List<AllowedHost> Hosts(string name, ReadHost read, string example, EnvironmentValues values, SettingErrors errors)
    {
        var hosts = new List<AllowedHost>();
        foreach (var text in values.List(name, []))
        {
            if (read(text, out var problem) is { } host)
            {
                hosts.Add(host);
            }
            else
            {
                errors.Add(name, $"{SettingErrors.Quoted(text)} {problem}", example);
            }
        }

        return hosts;
    }

    private static Dictionary<string, string> Secrets(EnvironmentValues values, SettingErrors errors)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in values.SecretNamesBeginningWith(SecretPlaceholders.Prefix))
        {
            if (!SecretPlaceholders.IsName(name))
            {
                errors.Add(SettingErrors.Quoted(name).Trim('"'), "is not a name that a flow can use: capital letters of ASCII, digits and _ after FLOW_SECRET_, up to 64", "FLOW_SECRET_SHOP_KEY");
            }
            else if (values.Secret(name) is { } secret)
            {
                secrets[name] = secret;
            }
        }

        foreach (var (name, _) in secrets.Where(secret => !CallHeaders.IsValue(secret.Value)))
        {
            errors.Add(name, "holds a line break or another character that cannot be seen", "the secret alone, on one line");
        }

        return secrets;
    }
}
