namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>How large a call and its answer may be, and how long they may take. What asks for more is refused when it is read, and cut to it when it is sent.</summary>
public static class CallLimits
{
    public const int LongestUrl = 4_096;

    public const int MostHeaders = 32;

    /// <summary>All names and values together, in bytes.</summary>
    public const int LargestHeaders = 16 * 1024;

    /// <summary>In bytes of UTF-8.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>In bytes, unpacked. A larger answer is none: half of a JSON text says nothing.</summary>
    public const int LargestAnswer = 64 * 1024;

    public const int MostRetries = 5;

    public static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(60);

    /// <summary>All tries and the waits between them.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    /// <summary>Who asks to be left alone for longer (<c>Retry-After</c>) is not waited for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static readonly IReadOnlyList<string> Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
}
