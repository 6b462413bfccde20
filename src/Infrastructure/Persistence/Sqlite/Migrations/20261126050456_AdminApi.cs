using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_named_by_us",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1L);

            migrationBuilder.AddColumn<Guid>(
                name: "assignee_id",
                table: "conversations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_at",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_response_time",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_sign_in_at = table.Column<long>(type: "INTEGER", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    normalized_email = table.Column<string>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hint = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    friendly_name = table.Column<string>(type: "TEXT", nullable: true),
                    xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key_hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    request_hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.actor_id, x.key_hash });
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
                CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
                CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id) BEGIN
                  SELECT RAISE(ABORT, 'the audit log is append-only');
                END;
                """);

            // Words to search by. The index reads a message's text from the message itself.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE message_words USING fts5(content, content='messages', content_rowid='seq', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
                CREATE TRIGGER message_words_added AFTER INSERT ON messages WHEN new.content IS NOT NULL BEGIN
                  INSERT INTO message_words (rowid, content) VALUES (new.seq, new.content);
                END;
                CREATE TRIGGER message_words_removed AFTER DELETE ON messages WHEN old.content IS NOT NULL BEGIN
                  INSERT INTO message_words (message_words, rowid, content) VALUES ('delete', old.seq, old.content);
                END;
                CREATE TRIGGER message_words_changed AFTER UPDATE OF content ON messages BEGIN
                  INSERT INTO message_words (message_words, rowid, content) SELECT 'delete', old.seq, old.content WHERE old.content IS NOT NULL;
                  INSERT INTO message_words (rowid, content) SELECT new.seq, new.content WHERE new.content IS NOT NULL;
                END;
                INSERT INTO message_words (message_words) VALUES ('rebuild');
                """);

            // A customer has no number that stays: the index finds its own rows by the words of the id.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE customer_words USING fts5(customer_id, name, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
                CREATE TRIGGER customer_words_added AFTER INSERT ON customers WHEN new.name IS NOT NULL BEGIN
                  INSERT INTO customer_words (customer_id, name) VALUES (new.id, new.name);
                END;
                CREATE TRIGGER customer_words_removed AFTER DELETE ON customers WHEN old.name IS NOT NULL BEGIN
                  DELETE FROM customer_words WHERE rowid IN (SELECT rowid FROM customer_words WHERE customer_words MATCH 'customer_id : "' || old.id || '"');
                END;
                CREATE TRIGGER customer_words_changed AFTER UPDATE OF name ON customers WHEN old.name IS NOT new.name BEGIN
                  DELETE FROM customer_words WHERE rowid IN (SELECT rowid FROM customer_words WHERE customer_words MATCH 'customer_id : "' || old.id || '"');
                  INSERT INTO customer_words (customer_id, name) SELECT new.id, new.name WHERE new.name IS NOT NULL;
                END;
                INSERT INTO customer_words (customer_id, name) SELECT id, name FROM customers WHERE name IS NOT NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER message_words_added;
                DROP TRIGGER message_words_removed;
                DROP TRIGGER message_words_changed;
                DROP TRIGGER customer_words_added;
                DROP TRIGGER customer_words_removed;
                DROP TRIGGER customer_words_changed;
                DROP TABLE message_words;
                DROP TABLE customer_words;
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
