using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Erasure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What stands before a VACUUM is committed with it, without the migration: whoever is killed there begins anew, and finds the index.
            migrationBuilder.Sql(
                "CREATE INDEX IF NOT EXISTS ix_inbox_customer ON inbox (customer_hash) WHERE state <> 'pending' AND customer_hash IS NOT NULL");

            // What applied reports hold names customers, and nobody reads it: from this version on it is not kept.
            migrationBuilder.Sql("UPDATE inbox SET body = x'' WHERE kind = 'report' AND state = 'done'");

            // Older versions did not overwrite what they removed, words of an index among it: this leaves nothing of it.
            migrationBuilder.Sql("VACUUM", suppressTransaction: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_inbox_customer",
                table: "inbox");
        }
    }
}
