using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Api.Settings;

/// <summary>How many days everything is kept; 0 where it may stay for ever.</summary>
internal static class RetentionSettings
{
    private const int Longest = 36_500;

    public static RetentionLimits Read(EnvironmentValues values) => new()
    {
        Messages = Days(values.WholeOrZero("RETAIN_MESSAGES_DAYS", 0, 1, Longest)),
        Inbox = TimeSpan.FromDays(values.Whole("RETAIN_INBOX_DAYS", 30, RetentionLimits.RepeatDays, Longest)),
        Quarantine = Days(values.WholeOrZero("RETAIN_QUARANTINE_DAYS", 90, RetentionLimits.RepeatDays, Longest)),
        Audit = Days(values.WholeOrZero("RETAIN_AUDIT_DAYS", 0, RetentionLimits.AuditMinDays, Longest)),
    };

    private static TimeSpan? Days(int days) => days == 0 ? null : TimeSpan.FromDays(days);
}
