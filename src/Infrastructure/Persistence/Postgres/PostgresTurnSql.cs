namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// One statement for many turns. A turn whose inbox row is settled already, is not the oldest pending one of its lane, or whose
/// conversation has another version than was read, falls out in <c>ok</c> and changes nothing.
/// </summary>
internal static class PostgresTurnSql
{
    public const string Text =
        """
        WITH turn AS MATERIALIZED (
          SELECT t.*, (t.ord - 1)::int AS place FROM unnest(
              @row, @lane, @dead, @customer, @name, @heard, @conversation, @expected, @version, @status, @flow, @flow_version, @step, @state,
              @topic, @language, @department, @assignee, @epoch, @reason, @escalated, @flagged, @score, @ordinal, @updated)
            WITH ORDINALITY AS t(
              row_id, lane, dead, customer_id, name, heard, conversation_id, expected, version, status, flow, flow_version, step, state,
              topic, language, department, assignee, epoch, reason, escalated, flagged, score, ordinal, updated, ord)
        ), ok AS MATERIALIZED (
          SELECT t.place FROM turn t
          JOIN inbox i ON i.id = t.row_id
          JOIN conversations c ON c.id = t.conversation_id
          WHERE i.state = 'pending' AND c.version = t.expected
            AND NOT EXISTS (
              SELECT 1 FROM inbox o
              WHERE o.customer_hash = t.lane AND o.customer_hash IS NOT NULL AND o.state = 'pending' AND o.id < t.row_id)
          ORDER BY t.row_id
          FOR UPDATE OF i, c
        ), settled AS (
          UPDATE inbox i SET state = CASE WHEN t.dead IS NULL THEN 'done' ELSE 'dead' END, error = t.dead
          FROM turn t JOIN ok USING (place) WHERE i.id = t.row_id
        ), heard AS (
          UPDATE customers u SET last_heard_at = GREATEST(u.last_heard_at, t.heard), name = t.name, updated_at = t.updated
          FROM turn t JOIN ok USING (place) WHERE u.id = t.customer_id
        ), moved AS (
          UPDATE conversations c SET
            version = t.version, status = t.status, current_flow = t.flow, flow_version = t.flow_version, current_step = t.step,
            flow_state = t.state, topic = t.topic, language = t.language, department = t.department, assignee = t.assignee, ownership_epoch = t.epoch,
            escalation_reason = t.reason, escalated_at = t.escalated, is_flagged = t.flagged, satisfaction_score = t.score,
            next_ordinal = t.ordinal, updated_at = t.updated
          FROM turn t JOIN ok USING (place) WHERE c.id = t.conversation_id
        ), said AS (
          INSERT INTO messages (
            id, conversation_id, customer_id, ordinal, provider_message_id, direction, message_type, content, media, options,
            sender_number, recipient_number, delivery_status, is_queued, claimed_at, attempts, repeats, author, ownership_epoch,
            llm_model_used, tokens, llm_cost, processing_time, created_at, sent_at)
          SELECT
            m.id, t.conversation_id, t.customer_id, m.ordinal, m.provider, m.direction, m.type, m.content, m.media, m.options,
            m.sender, m.recipient, CASE WHEN m.claims THEN 'sending' ELSE m.status END, m.direction = 'outbound',
            CASE WHEN m.claims THEN m.created END, 0, 0, m.author, m.epoch, m.model, m.tokens, m.cost, m.time, m.created, m.sent
          FROM (
            SELECT p.*, p.claim
              AND NOT EXISTS (SELECT 1 FROM messages q JOIN turn s ON s.place = p.place WHERE q.customer_id = s.customer_id AND q.is_queued)
              AND NOT EXISTS (
                SELECT 1 FROM customers u JOIN turn s ON s.place = p.place WHERE u.id = s.customer_id AND u.opted_out_at IS NOT NULL) AS claims
            FROM unnest(
              @m_place, @m_claim, @m_id, @m_ordinal, @m_provider, @m_direction, @m_type, @m_content, @m_media, @m_options, @m_sender,
              @m_recipient, @m_status, @m_author, @m_epoch, @m_model, @m_tokens, @m_cost, @m_time, @m_created, @m_sent)
            WITH ORDINALITY AS p(
              place, claim, id, ordinal, provider, direction, type, content, media, options, sender,
              recipient, status, author, epoch, model, tokens, cost, time, created, sent, ord)
          ) m
          JOIN turn t ON t.place = m.place
          JOIN ok ON ok.place = m.place
          ORDER BY m.ord
          RETURNING conversation_id, delivery_status
        )
        SELECT ok.place, EXISTS (
          SELECT 1 FROM said WHERE said.conversation_id = t.conversation_id AND said.delivery_status = 'sending')
        FROM ok JOIN turn t USING (place)
        """;
}
