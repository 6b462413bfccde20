using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AdminApi : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_escalated",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_updated",
                table: "conversations");

            migrationBuilder.AddColumn<Guid>(
                name: "written_by",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_named_by_us",
                table: "customers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "customers",
                type: "bigint",
                nullable: false,
                defaultValue: 1L);

            migrationBuilder.AddColumn<Guid>(
                name: "assignee_id",
                table: "conversations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_response_at",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_time",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "text", nullable: true),
                    normalized_user_name = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: false),
                    normalized_email = table.Column<string>(type: "text", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hint = table.Column<string>(type: "text", nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    actor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<Guid>(type: "uuid", nullable: false),
                    request_hash = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.actor_id, x.key_hash });
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_ins", x => x.id);
                    table.ForeignKey(
                        name: "FK_sign_ins_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_created",
                table: "customers",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_assignee",
                table: "conversations",
                columns: new[] { "assignee_id", "status", "updated_at", "id" },
                filter: "assignee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_department",
                table: "conversations",
                columns: new[] { "department", "status", "updated_at", "id" },
                filter: "department IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_escalated",
                table: "conversations",
                columns: new[] { "escalated_at", "id" },
                filter: "status = 'escalated' AND assignee IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_flagged",
                table: "conversations",
                columns: new[] { "status", "updated_at", "id" },
                filter: "is_flagged");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_language",
                table: "conversations",
                columns: new[] { "language", "status", "updated_at", "id", "assignee", "is_flagged" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_status",
                table: "conversations",
                columns: new[] { "status", "updated_at", "id", "assignee", "is_flagged" });

            migrationBuilder.CreateIndex(
                name: "ux_agents_email",
                table: "agents",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_action",
                table: "audit",
                columns: new[] { "action", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor",
                table: "audit",
                columns: new[] { "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject",
                table: "audit",
                columns: new[] { "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_agent",
                table: "sign_ins",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_expiry",
                table: "sign_ins",
                column: "expires_at");

            // The log is append-only, whoever holds the connection.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
                CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
                  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
                """);

            // Words to search by. What is longer than a message can be is searched by its beginning: a tsvector holds 1 MiB, and an insert must not fail by it.
            // Signs that would glue words together are taken out; a mark tells in which part of the table a message lies (docs/decisions/0025).
            migrationBuilder.Sql(
                """
                CREATE INDEX ix_messages_words ON messages USING gin ((
                  to_tsvector('simple', translate(left(content, 8192), U&'-/.@_+<>&\200C\200D\200E\200F', '             ')) || array_to_tsvector(ARRAY['#' || (seq >> 14)])
                )) WITH (gin_pending_list_limit = 512);
                CREATE INDEX ix_customers_words ON customers USING gin (
                  to_tsvector('simple', translate(left(name, 256), U&'-/.@_+<>&\200C\200D\200E\200F', '             '))) WITH (gin_pending_list_limit = 512);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP INDEX ix_messages_words;
                DROP INDEX ix_customers_words;
                DROP TRIGGER audit_is_append_only ON audit;
                DROP FUNCTION audit_is_append_only();
                """);

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropIndex(
                name: "ix_customers_created",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_conversations_assignee",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_department",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_escalated",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_flagged",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_language",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_status",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "written_by",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "is_named_by_us",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "version",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "assignee_id",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "first_response_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "first_response_time",
                table: "conversations");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_escalated",
                table: "conversations",
                column: "escalated_at",
                filter: "status = 'escalated'");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_updated",
                table: "conversations",
                columns: new[] { "updated_at", "id" });
        }
    }
}
