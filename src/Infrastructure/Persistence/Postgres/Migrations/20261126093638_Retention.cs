using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres.Migrations
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

            // Nothing is ever changed, and nothing is removed in its first 30 days by the database's own clock, whoever holds the connection.
            migrationBuilder.Sql(
                """
                DROP TRIGGER audit_is_append_only ON audit;
                CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR TRUNCATE ON audit
                  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
                CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
                  FOR EACH ROW WHEN (old.at > now() - interval '30 days') EXECUTE FUNCTION audit_is_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER audit_is_kept ON audit;
                DROP TRIGGER audit_is_append_only ON audit;
                CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
                  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
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
