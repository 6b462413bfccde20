namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>A number in a refusal. Small ones mean one thing in MSG91's list and another in Meta's; six digits are always Meta's.</summary>
internal readonly record struct RefusalCode(int Value, bool IsMeta)
{
    /// <summary>Nothing of this account goes out: the key, the address, the balance, Meta's permission, payment or registration.</summary>
    public bool ConcernsAccount => Value is 131005 or 131031 or 131042 or 133010 || (IsMeta
        ? Value is 0 or 3 or 10 or 190 or 368 or (>= 200 and <= 299)
        : Value is 201 or 207 or 301 or 401 or 403 or 418);

    /// <summary>Meta's pair rate: this one customer is written to too fast.</summary>
    public bool ConcernsPair => Value is 131056;

    /// <summary>Meta's passing troubles and its limits: the same message may go later.</summary>
    public bool Passes => Value is 80007 or 130429 or 131000 or 131016 or 131056 or 131057 or 133004 || (IsMeta
        ? Value is 1 or 2 or 4
        : Value is 429 or 503);
}
