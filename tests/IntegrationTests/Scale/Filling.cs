using System.Globalization;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Stores;

namespace WhatsAppSupport.IntegrationTests.Scale;

/// <summary>
/// A business of some months, made by the database itself. Customers have two conversations each, of ten messages; what is live is among the
/// later ones. A third of the messages holds a common word, one in 40 a middling one, five a rare one; a season's word stands in a fifth of
/// them that lie far back.
/// </summary>
internal sealed class Filling(Backend backend, int times)
{
    public const int MessagesEach = 10;
    public const int Agents = 20;

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public int Conversations => 10_000 * times;

    public int Customers => Conversations / 2;

    private bool IsLaptop => backend == Backend.Laptop;

    /// <summary>Of the customer, conversation, message or agent with that number.</summary>
    public static Guid IdOf(char kind, long number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{number:x8}-000{kind}-7000-8000-{number:x12}"));

    public async Task FillAsync(StoresUnderTest stores)
    {
        foreach (var statement in new[] { CustomerRows, ConversationRows, MessageRows, InboxRows, AgentRows, AuditRows })
        {
            await stores.ExecuteAsync(statement);
        }

        await stores.IndexAsync(250);

        // What the server does by itself, after a while.
        await stores.ExecuteAsync(IsLaptop ? "PRAGMA optimize" : "VACUUM (ANALYZE)");
    }

    private string CustomerRows =>
        $"""
        INSERT INTO customers (id, phone_number, phone_hash, name, language, is_active, last_heard_at, created_at, updated_at)
        SELECT {Id("'c'", "n")}, '9190' || (10000000 + n), {Id("'d'", "n")},
          CASE n % 10 WHEN 0 THEN 'Asha' WHEN 1 THEN 'Ravi' WHEN 2 THEN 'Meera' WHEN 3 THEN 'Arjun' ELSE 'Customer' || (n % 997) END
            || CASE WHEN n % 5 = 0 THEN ' Kumar' ELSE ' Singh' || (n % 101) END || CASE WHEN n = 77 THEN ' Zacharias' ELSE '' END,
          'en', {True}, {Ago($"{Customers} - n")}, {Ago($"{Customers} - n")}, {Ago($"{Customers} - n")}
        FROM {Numbers(Customers)}
        """;

    private string ConversationRows =>
        $"""
        INSERT INTO conversations (id, customer_id, integrated_number, session_id, status, language, department, assignee, assignee_id, ownership_epoch,
          is_flagged, version, next_ordinal, created_at, updated_at, escalated_at, notify_attempts)
        SELECT {Id("'b'", "n")}, {Id("'c'", $"1 + (n - 1) % {Customers}")}, '{StoresUnderTest.OurNumber}', 's' || n, status,
          CASE WHEN n * 7919 % 1000 < 500 THEN 'en' WHEN n * 7919 % 1000 < 800 THEN 'hi' WHEN n * 7919 % 1000 < 920 THEN 'ta' WHEN n * 7919 % 1000 < 999 THEN 'ar' ELSE 'ml' END,
          CASE WHEN status = 'active' OR n % 3 = 0 AND status = 'completed' THEN NULL WHEN n % 7 < 3 THEN 'billing' WHEN n % 7 < 5 THEN 'support' WHEN n % 7 < 6 THEN 'sales' ELSE 'returns' END,
          CASE WHEN status = 'active' OR n % 3 = 0 THEN NULL ELSE 'Agent ' || (n % {Agents}) END,
          CASE WHEN status = 'active' OR n % 3 = 0 THEN NULL ELSE {Id("'a'", $"n % {Agents}")} END,
          0, {Flag("n % 50 = 0")}, 1, {MessagesEach + 1}, {Ago($"{Conversations} - n + 10")}, {Ago($"{Conversations} - n")},
          CASE WHEN status = 'escalated' THEN {Ago($"{Conversations} - n + 5")} END, 0
        FROM (SELECT n, CASE WHEN n <= {Customers} OR n % 10 > 7 THEN 'completed' WHEN n % 10 < 2 THEN 'escalated' ELSE 'active' END AS status FROM {Numbers(Conversations)}) AS made
        """;

    private string MessageRows =>
        $"""
        INSERT INTO messages (id, conversation_id, customer_id, ordinal, direction, message_type, content, sender_number, recipient_number,
          delivery_status, is_queued, attempts, repeats, author, written_by, ownership_epoch, created_at)
        SELECT {Id("'e'", "n")}, {Id("'b'", $"1 + (n - 1) / {MessagesEach}")}, {Id("'c'", $"1 + (n - 1) / {MessagesEach} % {Customers}")}, 1 + (n - 1) % {MessagesEach},
          CASE WHEN n % 2 = 1 THEN 'inbound' ELSE 'outbound' END, 'text',
          CASE WHEN n % 20 = 1 THEN NULL ELSE
            'Hello, this is message ref' || n || ' about ' || (n * 7919 % 20011) || ': please help' || CASE WHEN n % 3 = 0 THEN ' with my order' ELSE '' END
              || CASE WHEN n % 40 = 2 THEN ' and refund it' ELSE '' END || CASE WHEN n % 20011 = 8 THEN ' zebra' ELSE '' END
              || CASE WHEN n % 2 = 1 THEN ' left' ELSE ' right' END || CASE WHEN n BETWEEN {Conversations * 2} AND {Conversations * 4} THEN ' diwali' ELSE '' END END,
          '1', '2', CASE WHEN n % 200 = 8 THEN 'failed' WHEN n % 200 = 18 THEN 'cancelled' WHEN n % 2000 = 28 THEN 'unknown' WHEN n % 2 = 1 THEN 'delivered' ELSE 'read' END,
          {Flag("1 = 0")}, 1, 0, CASE WHEN n % 2 = 1 THEN 'customer' WHEN n % 10 = 8 THEN 'agent' ELSE 'bot' END,
          CASE WHEN n % 10 = 8 THEN {Id("'a'", $"n % {Agents}")} END, 0, {Ago($"({Conversations * MessagesEach} - n) / {MessagesEach}")}
        FROM {Numbers(Conversations * MessagesEach)}
        """;

    private string InboxRows =>
        $"""
        INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries)
        SELECT 1, {Id("'d'", $"1 + n % {Customers}")}, 'message', '{StoresUnderTest.OurNumber}', {Id("'f'", "n")}, {Ago("n")}, {(IsLaptop ? "x''" : "''")},
          CASE WHEN n % 200 = 1 THEN 'dead' WHEN n % 200 = 2 THEN 'quarantined' ELSE 'done' END, 0, 0
        FROM {Numbers(Conversations * MessagesEach / 2)}
        """;

    private string AgentRows =>
        $"""
        INSERT INTO agents (id, name, role, is_active, must_change_password, version, created_at, email, normalized_email, lockout_enabled, access_failed_count)
        SELECT {Id("'a'", "n - 1")}, 'Agent ' || (n - 1), 'agent', {True}, {Flag("1 = 0")}, 1, {Ago("n")}, 'agent' || n || '@example.org', 'AGENT' || n || '@EXAMPLE.ORG', {True}, 0
        FROM {Numbers(Agents)}
        """;

    private string AuditRows =>
        $"""
        INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id)
        SELECT {Ago($"{Conversations * MessagesEach} - n")}, 'agent', {Id("'a'", $"n % {Agents}")}, 'Agent',
          CASE WHEN n % 1000 = 1 THEN 'agent.created' WHEN n % 3 = 0 THEN 'conversation.resolved' ELSE 'conversation.taken_over' END, 'conversation', 'subject ' || (n / 20)
        FROM {Numbers(Conversations * MessagesEach)}
        """;

    private string True => Flag("1 = 1");

    private string Flag(string condition) => IsLaptop ? $"CASE WHEN {condition} THEN 1 ELSE 0 END" : $"({condition})";

    private string Numbers(int count) => IsLaptop
        ? $"(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) SELECT n FROM numbers) AS numbers"
        : $"generate_series(1::bigint, {count}) AS numbers(n)";

    /// <summary>As <see cref="IdOf"/> makes it.</summary>
    private string Id(string kind, string number) => IsLaptop
        ? $"upper(printf('%08x-000%s-7000-8000-%012x', {number}, {kind}, {number}))"
        : $"(lpad(to_hex({number}), 8, '0') || '-000' || {kind} || '-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid";

    /// <summary>So many minutes before the first of March.</summary>
    private string Ago(string minutes) => IsLaptop
        ? string.Create(CultureInfo.InvariantCulture, $"({Noon.ToUnixTimeSeconds()} - 60 * ({minutes})) * 1000000")
        : $"('{Noon:O}'::timestamptz - ({minutes}) * interval '1 minute')";
}
