using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_hash = table.Column<Guid>(type: "uuid", nullable: true),
                    bsuid = table.Column<string>(type: "text", nullable: true),
                    bsuid_hash = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    opted_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_heard_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    metadata = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    slot = table.Column<int>(type: "integer", nullable: true),
                    customer_hash = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    integrated_number = table.Column<string>(type: "text", nullable: false),
                    provider_id_hash = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    recoveries = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "provider_references",
                columns: table => new
                {
                    hash = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_references", x => new { x.hash, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    integrated_number = table.Column<string>(type: "text", nullable: false),
                    session_id = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    department = table.Column<string>(type: "text", nullable: true),
                    assignee = table.Column<string>(type: "text", nullable: true),
                    ownership_epoch = table.Column<long>(type: "bigint", nullable: false),
                    escalation_reason = table.Column<string>(type: "text", nullable: true),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_flagged = table.Column<bool>(type: "boolean", nullable: false),
                    resolution_time = table.Column<long>(type: "bigint", nullable: true),
                    satisfaction_score = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    next_ordinal = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notify_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notify_attempts = table.Column<int>(type: "integer", nullable: false),
                    current_flow = table.Column<string>(type: "text", nullable: true),
                    flow_state = table.Column<string>(type: "text", nullable: true),
                    current_step = table.Column<string>(type: "text", nullable: true),
                    flow_version = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conversations", x => x.id);
                    table.ForeignKey(
                        name: "FK_conversations_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    provider_message_id = table.Column<string>(type: "text", nullable: true),
                    direction = table.Column<string>(type: "text", nullable: false),
                    message_type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<string>(type: "text", nullable: true),
                    media = table.Column<string>(type: "text", nullable: true),
                    options = table.Column<string>(type: "text", nullable: true),
                    sender_number = table.Column<string>(type: "text", nullable: false),
                    recipient_number = table.Column<string>(type: "text", nullable: false),
                    delivery_status = table.Column<string>(type: "text", nullable: false),
                    failure_reason = table.Column<string>(type: "text", nullable: true),
                    author = table.Column<string>(type: "text", nullable: false),
                    ownership_epoch = table.Column<long>(type: "bigint", nullable: false),
                    processing_time = table.Column<double>(type: "double precision", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_from_llm = table.Column<bool>(type: "boolean", nullable: false, computedColumnSql: "llm_model_used IS NOT NULL", stored: true),
                    is_queued = table.Column<bool>(type: "boolean", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    unknown_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    llm_cost = table.Column<long>(type: "bigint", nullable: true),
                    llm_model_used = table.Column<string>(type: "text", nullable: true),
                    tokens = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => x.seq);
                    table.ForeignKey(
                        name: "FK_messages_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_customer",
                table: "conversations",
                columns: new[] { "customer_id", "integrated_number", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_escalated",
                table: "conversations",
                column: "escalated_at",
                filter: "status = 'escalated'");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_updated",
                table: "conversations",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_conversations_live",
                table: "conversations",
                columns: new[] { "customer_id", "integrated_number" },
                unique: true,
                filter: "status <> 'completed'");

            migrationBuilder.CreateIndex(
                name: "ux_conversations_session",
                table: "conversations",
                column: "session_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_customers_bsuid",
                table: "customers",
                column: "bsuid_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_customers_phone",
                table: "customers",
                column: "phone_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_lane",
                table: "inbox",
                columns: new[] { "customer_hash", "id" },
                filter: "state = 'pending' AND customer_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_reports",
                table: "inbox",
                columns: new[] { "next_attempt_at", "id" },
                filter: "state = 'pending' AND kind = 'report'");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_trouble",
                table: "inbox",
                columns: new[] { "state", "id" },
                filter: "state IN ('dead', 'quarantined')");

            migrationBuilder.CreateIndex(
                name: "ux_inbox_once",
                table: "inbox",
                columns: new[] { "integrated_number", "provider_id_hash" },
                unique: true,
                filter: "kind IN ('message', 'timer')");

            migrationBuilder.CreateIndex(
                name: "ix_messages_outbox",
                table: "messages",
                columns: new[] { "customer_id", "seq" },
                filter: "is_queued");

            migrationBuilder.CreateIndex(
                name: "ux_messages_id",
                table: "messages",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_messages_ordinal",
                table: "messages",
                columns: new[] { "conversation_id", "ordinal" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "provider_references");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "conversations");

            migrationBuilder.DropTable(
                name: "customers");
        }
    }
}
