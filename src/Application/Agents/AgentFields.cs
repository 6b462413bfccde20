using FluentValidation;
using WhatsAppSupport.Domain.Access;

namespace WhatsAppSupport.Application.Agents;

/// <summary>What an agent's fields look like, said once for who adds and who changes one.</summary>
internal static class AgentFields
{
    public static void IsEmail<T>(this IRuleBuilderInitial<T, string?> rule) => rule
        .Must(EmailAddress.IsRight)
        .OverridePropertyName("email")
        .WithMessage($"not an e-mail address of at most {EmailAddress.MaxLength} characters: meera@shop.example");

    public static void IsName<T>(this IRuleBuilderInitial<T, string?> rule) => rule
        .Must(name => name?.Length is > 0 and <= Actor.NameMaxLength && name.Trim() == name && !name.Any(char.IsControl))
        .OverridePropertyName("name")
        .WithMessage($"not a name: 1 to {Actor.NameMaxLength} characters, without line breaks and without blanks around it");

    public static void IsRole<T>(this IRuleBuilderInitial<T, Role?> rule) => rule
        .Must(role => role is { } given && Enum.IsDefined(given))
        .OverridePropertyName("role")
        .WithMessage("not a role: viewer, agent, supervisor or administrator");
}
