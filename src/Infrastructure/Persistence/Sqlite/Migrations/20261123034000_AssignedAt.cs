using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AssignedAt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "assigned_at",
                table: "conversations",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "assigned_at",
                table: "conversations");
        }
    }
}
