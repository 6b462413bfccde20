namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// One statement for many turns. A turn whose inbox row is settled already or is not the oldest pending one of its lane falls out in
/// <c>oldest</c> and <c>mine</c>; one whose conversation has another version than was read, or was begun by somebody else, in <c>ok</c>: it changes nothing.
/// So does one whose customer a person of ours has changed since, or is changing at this moment. A customer who is new can have no conversation yet, so that nobody is introduced without one. Conversations are locked in the order of
/// their ids, as results of sends do, so that neither waits for the other in a circle.
/// <c>free</c> are those whose reply may leave at once.
/// <para>
/// What is looked up for a turn must cost the same however many come with it and whatever waits: an <c>OFFSET 0</c> in the look-up has it made by index for each turn by itself,
/// where statistics of a quiet moment promise a table so empty that it might as well be read through; one around the turns has it made once for each, and not for each pair of
/// them. A list that is compared with every row stands behind <c>IN</c>, which PostgreSQL hashes.
/// </para>
/// </summary>
internal static class PostgresTurnSql
{
    public const string Text =
        """
        WITH turn AS MATERIALIZED (
          SELECT t.*, (t.ord - 1)::int AS place FROM unnest(
              @row, @lane, @dead, @customer, @name, @renames, @heard, @conversation, @expected, @version, @status, @flow, @flow_version, @step, @state,
              @topic, @department, @assignee, @assignee_id, @assigned, @epoch, @reason, @escalated, @flagged, @loop, @score, @ordinal, @updated,
              @customer_updated, @customer_version, @introduces, @customer_language, @customer_created,
              @phone, @phone_hash, @bsuid, @bsuid_hash, @data_key, @begins, @number, @session, @language, @created)
            WITH ORDINALITY AS t(
              row_id, lane, dead, customer_id, name, renames, heard, conversation_id, expected, version, status, flow, flow_version, step, state,
              topic, department, assignee, assignee_id, assigned, epoch, reason, escalated, flagged, loop, score, ordinal, updated,
              customer_updated, customer_version, introduces, customer_language, customer_created,
              phone, phone_hash, bsuid, bsuid_hash, data_key, begins, number, session, language, created, ord)
        ), oldest AS MATERIALIZED (
          SELECT t.place, t.row_id FROM turn t
          WHERE NOT EXISTS (
            SELECT 1 FROM inbox o
            WHERE o.customer_hash = t.lane AND o.customer_hash IS NOT NULL AND o.state = 'pending' AND o.id < t.row_id OFFSET 0)
          ORDER BY t.row_id
        ), mine AS MATERIALIZED (
          SELECT t.place FROM oldest t
          CROSS JOIN LATERAL (SELECT 1 FROM inbox i WHERE i.id = t.row_id AND i.state = 'pending' FOR UPDATE OFFSET 0) AS i
        ), unchanged AS MATERIALIZED (
          SELECT t.place FROM turn t JOIN mine USING (place)
          JOIN conversations c ON c.id = t.conversation_id
          JOIN customers u ON u.id = t.customer_id
          WHERE NOT t.begins AND c.version = t.expected AND u.version = t.customer_version
          ORDER BY c.id
          FOR UPDATE OF c
        ), introduced AS (
          INSERT INTO customers (
            id, phone_number, phone_hash, bsuid, bsuid_hash, name, is_named_by_us, language, is_active, version, last_heard_at, created_at, updated_at, data_key)
          SELECT
            t.customer_id, t.phone, t.phone_hash, t.bsuid, t.bsuid_hash, t.name, false, t.customer_language, true, t.customer_version, t.heard,
            t.customer_created, t.customer_updated, t.data_key
          FROM turn t JOIN mine USING (place) WHERE t.introduces
          ON CONFLICT DO NOTHING
          RETURNING id
        ), begun AS (
          INSERT INTO conversations (
            id, customer_id, integrated_number, session_id, status, language, ownership_epoch, is_flagged, version, next_ordinal,
            notify_attempts, created_at, updated_at, current_flow, flow_version, current_step, flow_state, topic, department, assignee, assignee_id, assigned_at,
            escalation_reason, escalated_at, loop_watch, satisfaction_score)
          SELECT
            t.conversation_id, t.customer_id, t.number, t.session, t.status, t.language, t.epoch, t.flagged, t.version, t.ordinal,
            0, t.created, t.updated, t.flow, t.flow_version, t.step, t.state, t.topic, t.department, t.assignee, t.assignee_id, t.assigned,
            t.reason, t.escalated, t.loop, t.score
          FROM (SELECT t.* FROM turn t JOIN mine USING (place) WHERE t.begins OFFSET 0) t
          WHERE CASE
            WHEN t.introduces THEN t.customer_id IN (SELECT id FROM introduced)
            ELSE EXISTS (SELECT 1 FROM customers u WHERE u.id = t.customer_id AND u.version = t.customer_version FOR NO KEY UPDATE) END
          ON CONFLICT DO NOTHING
          RETURNING id
        ), ok AS MATERIALIZED (
          SELECT place FROM unchanged
          UNION ALL
          SELECT t.place FROM turn t JOIN begun ON begun.id = t.conversation_id
        ), settled AS (
          UPDATE inbox i SET state = CASE WHEN t.dead IS NULL THEN 'done' ELSE 'dead' END, error = t.dead
          FROM turn t JOIN ok USING (place) WHERE i.id = t.row_id
        ), heard AS (
          UPDATE customers u SET last_heard_at = GREATEST(u.last_heard_at, t.heard), name = CASE WHEN u.is_named_by_us OR NOT t.renames THEN u.name ELSE t.name END,
            updated_at = t.customer_updated
          FROM turn t JOIN ok USING (place) WHERE u.id = t.customer_id AND NOT t.introduces
        ), moved AS (
          UPDATE conversations c SET
            version = t.version, status = t.status, current_flow = t.flow, flow_version = t.flow_version, current_step = t.step,
            flow_state = t.state, topic = t.topic, language = t.language, department = t.department, assignee = t.assignee,
            assignee_id = t.assignee_id, assigned_at = t.assigned, ownership_epoch = t.epoch,
            escalation_reason = t.reason, escalated_at = t.escalated, is_flagged = t.flagged, loop_watch = t.loop, satisfaction_score = t.score,
            next_ordinal = t.ordinal, updated_at = t.updated
          FROM turn t JOIN ok USING (place) WHERE c.id = t.conversation_id AND NOT t.begins
        ), free AS MATERIALIZED (
          SELECT t.place FROM (SELECT t.place, t.customer_id FROM turn t JOIN ok USING (place) OFFSET 0) t
          WHERE NOT EXISTS (SELECT 1 FROM messages q WHERE q.customer_id = t.customer_id AND q.is_queued OFFSET 0)
            AND NOT EXISTS (SELECT 1 FROM customers u WHERE u.id = t.customer_id AND (u.opted_out_at IS NOT NULL OR NOT u.is_active) OFFSET 0)
        ), said AS (
          INSERT INTO messages (
            id, conversation_id, customer_id, ordinal, provider_message_id, direction, message_type, content, media, options,
            sender_number, recipient_number, delivery_status, is_queued, claimed_at, attempts, repeats, author, written_by, ownership_epoch,
            llm_model_used, tokens, llm_cost, processing_time, resend_of, created_at, sent_at, traceparent)
          SELECT
            m.id, t.conversation_id, t.customer_id, m.ordinal, m.provider, m.direction, m.type, m.content, m.media, m.options,
            m.sender, m.recipient, CASE WHEN m.claims THEN 'sending' ELSE m.status END, m.direction = 'outbound',
            CASE WHEN m.claims THEN m.created END, 0, 0, m.author, m.written, m.epoch, m.model, m.tokens, m.cost, m.time, m.resend, m.created, m.sent, m.trace
          FROM (
            SELECT p.*, p.claim AND p.place IN (SELECT place FROM free) AS claims
            FROM unnest(
              @m_place, @m_claim, @m_id, @m_ordinal, @m_provider, @m_direction, @m_type, @m_content, @m_media, @m_options, @m_sender,
              @m_recipient, @m_status, @m_author, @m_written, @m_epoch, @m_model, @m_tokens, @m_cost, @m_time, @m_resend, @m_created, @m_sent, @m_trace)
            WITH ORDINALITY AS p(
              place, claim, id, ordinal, provider, direction, type, content, media, options, sender,
              recipient, status, author, written, epoch, model, tokens, cost, time, resend, created, sent, trace, ord)
          ) m
          JOIN turn t ON t.place = m.place
          JOIN ok ON ok.place = m.place
          ORDER BY m.ord
          RETURNING conversation_id, delivery_status
        )
        SELECT ok.place, t.conversation_id IN (SELECT conversation_id FROM said WHERE delivery_status = 'sending')
        FROM ok JOIN turn t USING (place)
        """;
}
