using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LoopWatch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "loop_watch",
                table: "conversations",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "loop_watch",
                table: "conversations");
        }
    }
}
