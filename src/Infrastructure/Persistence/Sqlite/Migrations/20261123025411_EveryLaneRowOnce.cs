using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EveryLaneRowOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_inbox_once",
                table: "inbox");

            migrationBuilder.CreateIndex(
                name: "ux_inbox_once",
                table: "inbox",
                columns: new[] { "integrated_number", "provider_id_hash" },
                unique: true,
                filter: "kind NOT IN ('report', 'unread')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_inbox_once",
                table: "inbox");

            migrationBuilder.CreateIndex(
                name: "ux_inbox_once",
                table: "inbox",
                columns: new[] { "integrated_number", "provider_id_hash" },
                unique: true,
                filter: "kind IN ('message', 'timer')");
        }
    }
}
