namespace WhatsAppSupport.TestServers;

/// <summary>How <see cref="Msg91StandIn"/> treats a request.</summary>
public abstract record Msg91StandInAnswer
{
    private Msg91StandInAnswer()
    {
    }

    /// <summary>Takes the message and says so, in MSG91's shape, with new ids.</summary>
    public static Msg91StandInAnswer Ok { get; } = new Accepting(TimeSpan.Zero);

    /// <summary>Takes the message and says nothing until the caller hangs up.</summary>
    public static Msg91StandInAnswer AcceptThenHang { get; } = new Hanging(Accepts: true);

    /// <summary>Takes the message and cuts the connection instead of answering.</summary>
    public static Msg91StandInAnswer AcceptThenDrop { get; } = new Dropping();

    /// <summary>Takes the message, and cuts the connection in the middle of saying so.</summary>
    public static Msg91StandInAnswer AcceptThenCutOff { get; } = new CuttingOff(200);

    /// <summary>Says nothing until the caller hangs up; the message is lost.</summary>
    public static Msg91StandInAnswer Hang { get; } = new Hanging(Accepts: false);

    /// <summary>Takes the message and says so after a while.</summary>
    public static Msg91StandInAnswer OkAfter(TimeSpan delay) => new Accepting(delay);

    /// <summary>Takes the message and says so once that has happened.</summary>
    public static Msg91StandInAnswer OkWhen(Task happened) => new Accepting(TimeSpan.Zero, happened);

    /// <summary>Refuses with a 200, as MSG91 does for most of what it does not like.</summary>
    public static Msg91StandInAnswer HasErrorBody(string text) =>
        Status(200, System.Text.Json.JsonSerializer.Serialize(new { status = "fail", hasError = true, errors = text }));

    /// <param name="retryAfter">The header as it is written: seconds or a date.</param>
    public static Msg91StandInAnswer Status(int code, string body = "", string? retryAfter = null) => new Fixed(code, body, retryAfter);

    /// <summary>A status, and then the connection is cut in the middle of the body.</summary>
    public static Msg91StandInAnswer StatusThenCutOff(int code) => new CuttingOff(code);

    /// <summary>Sends the caller somewhere else.</summary>
    public static Msg91StandInAnswer Redirect(Uri location) => new Fixed(302, "", null) { Location = location };

    internal sealed record Accepting(TimeSpan Delay, Task? Until = null) : Msg91StandInAnswer;

    internal sealed record Hanging(bool Accepts) : Msg91StandInAnswer;

    internal sealed record Dropping : Msg91StandInAnswer;

    internal sealed record CuttingOff(int Code) : Msg91StandInAnswer;

    internal sealed record Fixed(int Code, string Body, string? RetryAfter) : Msg91StandInAnswer
    {
        public Uri? Location { get; init; }
    }
}
