using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FlowVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "flow_sets",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "flow_texts",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_texts", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "flow_publications",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    set_id = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_kind = table.Column<string>(type: "TEXT", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_publications", x => x.id);
                    table.ForeignKey(
                        name: "FK_flow_publications_flow_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "flow_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flow_set_files",
                columns: table => new
                {
                    set_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    text_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    flow_id = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_set_files", x => new { x.set_id, x.name });
                    table.ForeignKey(
                        name: "FK_flow_set_files_flow_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "flow_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_flow_set_files_flow_texts_text_hash",
                        column: x => x.text_hash,
                        principalTable: "flow_texts",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_flow_publications_set",
                table: "flow_publications",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_flow_set_files_text",
                table: "flow_set_files",
                column: "text_hash");

            migrationBuilder.CreateIndex(
                name: "ix_flow_set_files_version",
                table: "flow_set_files",
                columns: new[] { "flow_id", "version", "set_id" },
                filter: "flow_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_flow_sets_hash",
                table: "flow_sets",
                column: "hash",
                unique: true);

            // Conversations stand in them: what was kept stays as it was, whoever holds the connection. They go with their tables.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER flow_texts_are_not_changed BEFORE UPDATE ON flow_texts BEGIN SELECT RAISE(ABORT, 'what was kept of flows is never changed'); END;
                CREATE TRIGGER flow_sets_are_not_changed BEFORE UPDATE ON flow_sets BEGIN SELECT RAISE(ABORT, 'what was kept of flows is never changed'); END;
                CREATE TRIGGER flow_set_files_are_not_changed BEFORE UPDATE ON flow_set_files BEGIN SELECT RAISE(ABORT, 'what was kept of flows is never changed'); END;
                CREATE TRIGGER flow_publications_are_not_changed BEFORE UPDATE ON flow_publications BEGIN SELECT RAISE(ABORT, 'what was kept of flows is never changed'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "flow_publications");

            migrationBuilder.DropTable(
                name: "flow_set_files");

            migrationBuilder.DropTable(
                name: "flow_sets");

            migrationBuilder.DropTable(
                name: "flow_texts");
        }
    }
}
