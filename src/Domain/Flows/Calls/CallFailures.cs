using System.Globalization;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>Why a call failed, in words that flows may compare with.</summary>
public static class CallFailures
{
    /// <summary>No connection: nobody listens, or the name is not known.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The other side could not prove who it is.</summary>
    public const string NotTrusted = "not_trusted";

    /// <summary>It was asked, and did not answer in time.</summary>
    public const string TimeOut = "timeout";

    /// <summary>The address, one that its name stands for, or one that it led to may not be asked.</summary>
    public const string RefusedAddress = "refused_address";

    public const string TooManyRedirects = "too_many_redirects";

    /// <summary>The answer, or its head, is longer than is taken.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The answer was cut off, or is packed in a way that is not known.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>It names a secret that the program was not started with.</summary>
    public const string MissingSecret = "missing_secret";

    /// <summary>It cannot be sent as it is: its method, a header, or its size.</summary>
    public const string InvalidCall = "invalid_call";

    /// <summary>It was answered with something that is no JSON, and a part of it was to be kept.</summary>
    public const string NotJson = "not_json";

    /// <summary>The language model is not there, or not asked at all.</summary>
    public const string ModelUnavailable = "model_unavailable";

    /// <summary>The language model answered with nothing.</summary>
    public const string EmptyAnswer = "empty_answer";

    /// <summary>A bug of this program, or what was to be done cannot be read any more.</summary>
    public const string InternalError = "internal_error";

    /// <summary>It was answered, with anything but 2xx: <c>status_404</c>.</summary>
    public static string Status(int status) => string.Create(CultureInfo.InvariantCulture, $"status_{status}");
}
