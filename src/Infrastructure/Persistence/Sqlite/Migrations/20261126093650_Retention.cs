using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_provider_references_message",
                table: "provider_references",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created",
                table: "idempotency_keys",
                column: "created_at");

            // Nothing is removed in its first 30 days by this machine's clock, whoever holds the file. That nothing is changed is seen to before.
            migrationBuilder.Sql(
                """
                DROP TRIGGER audit_is_not_deleted;
                CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
                WHEN old.at > (CAST(strftime('%s', 'now') AS INTEGER) - 30 * 24 * 3600) * 1000000 BEGIN
                  SELECT RAISE(ABORT, 'the audit log is append-only');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER audit_is_not_deleted;
                CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
                """);

            migrationBuilder.DropIndex(
                name: "ix_provider_references_message",
                table: "provider_references");

            migrationBuilder.DropIndex(
                name: "ix_idempotency_keys_created",
                table: "idempotency_keys");
        }
    }
}
