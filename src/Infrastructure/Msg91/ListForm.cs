using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>What can be tapped, as a list shows it: rows of one section together, in the order in which the sections come first.</summary>
/// <param name="Button">Opens the list.</param>
internal sealed record ListForm(string Button, IReadOnlyList<ListForm.Section> Sections) : Personal
{
    /// <summary>WhatsApp allows 20 characters.</summary>
    private const string UsualButton = "Choose";

    /// <summary>Each of several sections needs a title.</summary>
    private const string UsualTitle = "Options";

    /// <returns>Null: they are buttons.</returns>
    public static ListForm? Of(IReadOnlyList<ReplyOption> options, string? button) => button is null && WhatsAppShape.AreButtons(options)
        ? null
        : new ListForm(
            button ?? UsualButton,
            [.. options.GroupBy(option => option.Section ?? UsualTitle, (title, rows) => new Section(title, [.. rows]))]);

    internal sealed record Section(string Title, IReadOnlyList<ReplyOption> Rows) : Personal;
}
