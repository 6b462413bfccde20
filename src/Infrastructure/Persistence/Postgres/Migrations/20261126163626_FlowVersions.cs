using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres.Migrations
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "flow_texts",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_texts", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "flow_publications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    set_id = table.Column<long>(type: "bigint", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_kind = table.Column<string>(type: "text", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
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
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    text_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<string>(type: "text", nullable: true)
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

            // Conversations stand in them: what was kept stays as it was, whoever holds the connection.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION flows_are_not_changed() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'what was kept of flows is never changed'; END $$;
                CREATE TRIGGER flow_texts_are_not_changed BEFORE UPDATE ON flow_texts FOR EACH STATEMENT EXECUTE FUNCTION flows_are_not_changed();
                CREATE TRIGGER flow_sets_are_not_changed BEFORE UPDATE ON flow_sets FOR EACH STATEMENT EXECUTE FUNCTION flows_are_not_changed();
                CREATE TRIGGER flow_set_files_are_not_changed BEFORE UPDATE ON flow_set_files FOR EACH STATEMENT EXECUTE FUNCTION flows_are_not_changed();
                CREATE TRIGGER flow_publications_are_not_changed BEFORE UPDATE ON flow_publications FOR EACH STATEMENT EXECUTE FUNCTION flows_are_not_changed();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER flow_texts_are_not_changed ON flow_texts;
                DROP TRIGGER flow_sets_are_not_changed ON flow_sets;
                DROP TRIGGER flow_set_files_are_not_changed ON flow_set_files;
                DROP TRIGGER flow_publications_are_not_changed ON flow_publications;
                DROP FUNCTION flows_are_not_changed();
                """);

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
