using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UndeliveredMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "resend_of",
                table: "messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "undelivered",
                table: "messages",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "CASE WHEN delivery_status IN ('failed', 'unknown', 'cancelled') THEN delivery_status END",
                stored: false);

            migrationBuilder.CreateIndex(
                name: "ix_messages_undelivered",
                table: "messages",
                columns: new[] { "undelivered", "seq" },
                filter: "undelivered IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_resend",
                table: "messages",
                column: "resend_of",
                unique: true,
                filter: "resend_of IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_undelivered",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ux_messages_resend",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "undelivered",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "resend_of",
                table: "messages");
        }
    }
}
