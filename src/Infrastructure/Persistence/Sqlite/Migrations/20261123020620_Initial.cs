using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_hash = table.Column<Guid>(type: "TEXT", nullable: true),
                    bsuid = table.Column<string>(type: "TEXT", nullable: true),
                    bsuid_hash = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    opted_out_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_heard_at = table.Column<long>(type: "INTEGER", nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    slot = table.Column<int>(type: "INTEGER", nullable: true),
                    customer_hash = table.Column<Guid>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    integrated_number = table.Column<string>(type: "TEXT", nullable: false),
                    provider_id_hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    recoveries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "provider_references",
                columns: table => new
                {
                    hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_references", x => new { x.hash, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    integrated_number = table.Column<string>(type: "TEXT", nullable: false),
                    session_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    department = table.Column<string>(type: "TEXT", nullable: true),
                    assignee = table.Column<string>(type: "TEXT", nullable: true),
                    ownership_epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    escalation_reason = table.Column<string>(type: "TEXT", nullable: true),
                    escalated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_flagged = table.Column<bool>(type: "INTEGER", nullable: false),
                    resolution_time = table.Column<long>(type: "INTEGER", nullable: true),
                    satisfaction_score = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    next_ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    notified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    notify_after = table.Column<long>(type: "INTEGER", nullable: true),
                    notify_attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    current_flow = table.Column<string>(type: "TEXT", nullable: true),
                    flow_state = table.Column<string>(type: "TEXT", nullable: true),
                    current_step = table.Column<string>(type: "TEXT", nullable: true),
                    flow_version = table.Column<string>(type: "TEXT", nullable: true)
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
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    provider_message_id = table.Column<string>(type: "TEXT", nullable: true),
                    direction = table.Column<string>(type: "TEXT", nullable: false),
                    message_type = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: true),
                    media = table.Column<string>(type: "TEXT", nullable: true),
                    options = table.Column<string>(type: "TEXT", nullable: true),
                    sender_number = table.Column<string>(type: "TEXT", nullable: false),
                    recipient_number = table.Column<string>(type: "TEXT", nullable: false),
                    delivery_status = table.Column<string>(type: "TEXT", nullable: false),
                    failure_reason = table.Column<string>(type: "TEXT", nullable: true),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    ownership_epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    processing_time = table.Column<double>(type: "REAL", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    claimed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_from_llm = table.Column<bool>(type: "INTEGER", nullable: false, computedColumnSql: "llm_model_used IS NOT NULL", stored: true),
                    is_queued = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    unknown_since = table.Column<long>(type: "INTEGER", nullable: true),
                    llm_cost = table.Column<long>(type: "INTEGER", nullable: true),
                    llm_model_used = table.Column<string>(type: "TEXT", nullable: true),
                    tokens = table.Column<int>(type: "INTEGER", nullable: true)
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
