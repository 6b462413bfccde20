namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>
/// How much a regular expression stands for when its counts are written out: <c>[a-z]{50}</c> is 50. Without going back, each character of a message is tried against all of it; and
/// counts within counts, such as <c>(a{1,50}){1,50}</c>, fit in so many ways that a message takes seconds.
/// </summary>
internal static class PatternSize
{
    public const int Most = 1000;

    /// <summary>Of counts within counts, multiplied.</summary>
    public const int MostWithin = 100;

    public static bool IsTooLarge(string pattern)
    {
        var groups = new Stack<Part>();
        var (whole, last) = (default(Part), default(Part));
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '(':
                    groups.Push(whole.With(last));
                    (whole, last) = (default, default);
                    continue;
                case ')' when groups.TryPop(out var around):
                    (whole, last) = (around, whole.With(last));
                    continue;
                case '{' when CountAt(pattern, at) is var (count, end):
                    last = last.Times(count);
                    at = end;
                    break;
                case '*' or '+' or '?':
                    continue;
                default:
                    (whole, last) = (whole.With(last), Part.One);
                    at = EndOfOne(pattern, at);
                    break;
            }

            if (last.IsTooLarge)
                return true;
        }

        return whole.With(last).IsTooLarge;
    }

    /// <summary>The most that a count such as <c>{2}</c>, <c>{2,}</c> or <c>{2,5}</c> stands for, and where it ends; null for what is none.</summary>
    private static (long Count, int End)? CountAt(string pattern, int at)
    {
        var end = pattern.IndexOf('}', at);
        var (least, most) = end < 0 ? ("", "") : pattern[(at + 1)..end].Split(',') switch
        {
            [var only] => (only, only),
            [var from, ""] => (from, from),
            [var from, var to] => (from, to),
            _ => ("", ""),
        };
        var isCount = least.Length > 0 && least.All(char.IsAsciiDigit) && most.All(char.IsAsciiDigit);
        return isCount ? (long.TryParse(most, out var count) ? count : long.MaxValue, end) : null;
    }

    /// <summary>The last place of a character, an escape or a class.</summary>
    private static int EndOfOne(string pattern, int at)
    {
        if (pattern[at] == '\\')
            return at + 2 < pattern.Length && pattern[at + 1] is 'p' or 'P' && pattern[at + 2] == '{' && pattern.IndexOf('}', at) is >= 0 and var named ? named : at + 1;
        if (pattern[at] != '[')
            return at;
        var end = at + (pattern.AsSpan(at).StartsWith("[^") ? 2 : 1);
        for (end++; end < pattern.Length && pattern[end] != ']'; end++)
            end += pattern[end] == '\\' ? 1 : 0;
        return end;
    }

    private readonly record struct Part(long Size, long Counts)
    {
        public static readonly Part One = new(1, 1);

        public bool IsTooLarge => Size > Most || Counts > Most;

        public Part With(Part other) => new(Size + other.Size, Math.Max(Counts, other.Counts));

        public Part Times(long count)
        {
            var times = Math.Clamp(count, 1, Most + 1);
            var within = Counts > 1 && Counts * times > MostWithin ? Most + 1 : Counts * times;
            return new Part(Size * times, Math.Max(1, within));
        }
    }
}
