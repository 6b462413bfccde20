namespace WhatsAppSupport.Application.Inbound;

/// <summary>What a posted event brought of what is read from one of its kind. Names of fields only, never what is in them.</summary>
/// <param name="Kind">What it was read as: <c>message</c>, <c>report</c>, or <c>plain</c> for the shape that is not MSG91's.</param>
/// <param name="Missing">Read, and not there. Not each of them is needed.</param>
/// <param name="Renamed">There under another name that is read as well, as <c>customerNumber (as mobile)</c>.</param>
/// <param name="Unknown">There, and neither read nor one that MSG91 documents: perhaps a misspelt name.</param>
/// <param name="Unfilled">Their value is a placeholder that MSG91 has not filled, because it knows none of that name.</param>
/// <param name="Problem">Why it could not be read; null: it could.</param>
public sealed record EventReview(
    string Kind, IReadOnlyList<string> Missing, IReadOnlyList<string> Renamed, IReadOnlyList<string> Unknown, IReadOnlyList<string> Unfilled, string? Problem)
{
    public override string ToString() => nameof(EventReview);
}

/// <summary>Reads an event only to see what is in it.</summary>
public interface IEventReviews
{
    /// <param name="body">One posted object; what is none is a review with a problem.</param>
    EventReview Review(ReadOnlyMemory<byte> body);
}
