using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class KeyedWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "customer_marks",
                columns: table => new
                {
                    mark = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_marks", x => new { x.mark, x.created_at, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "message_marks",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    marks = table.Column<long[]>(type: "bigint[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_marks", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "search_progress",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    newest = table.Column<long>(type: "bigint", nullable: false),
                    oldest = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_progress", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unmarked_names",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmarked_names", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customer_marks_customer",
                table: "customer_marks",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_message_marks",
                table: "message_marks",
                column: "marks")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:StorageParameter:gin_pending_list_limit", 512);

            // The words themselves stand in no index any more.
            migrationBuilder.Sql(
                """
                DROP INDEX ix_messages_words;
                DROP INDEX ix_customers_words;
                """);

            // Marks go with what they are of. Whoever removes messages or customers is shut out while a batch of marks is stored, and shuts it out until the commit:
            // or marks could be stored of what is being removed. The number is that of PostgresDatabase.HoldIndex.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION index_is_held() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(20260026); RETURN NULL; END $$;
                CREATE FUNCTION message_is_removed() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN DELETE FROM message_marks WHERE seq = OLD.seq; RETURN NULL; END $$;
                CREATE FUNCTION customer_is_removed() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN DELETE FROM customer_marks WHERE customer_id = OLD.id; RETURN NULL; END $$;
                CREATE TRIGGER index_is_held BEFORE DELETE ON messages FOR EACH STATEMENT EXECUTE FUNCTION index_is_held();
                CREATE TRIGGER index_is_held BEFORE DELETE ON customers FOR EACH STATEMENT EXECUTE FUNCTION index_is_held();
                CREATE TRIGGER message_is_removed AFTER DELETE ON messages FOR EACH ROW EXECUTE FUNCTION message_is_removed();
                CREATE TRIGGER customer_is_removed AFTER DELETE ON customers FOR EACH ROW EXECUTE FUNCTION customer_is_removed();
                """);

            // Each turn writes the name; only one that differs is work for the index.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION customer_is_named() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO unmarked_names (customer_id) VALUES (NEW.id); RETURN NULL; END $$;
                CREATE TRIGGER customer_is_named AFTER INSERT ON customers
                  FOR EACH ROW WHEN (NEW.name IS NOT NULL) EXECUTE FUNCTION customer_is_named();
                CREATE TRIGGER customer_is_renamed AFTER UPDATE OF name ON customers
                  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION customer_is_named();
                INSERT INTO unmarked_names (customer_id) SELECT id FROM customers WHERE name IS NOT NULL ORDER BY id;
                """);

            // What is there is brought in by and by. Processes of the version before may be committing at this moment: what is younger than ten minutes counts as new.
            migrationBuilder.Sql(
                """
                INSERT INTO search_progress (id, newest, oldest)
                SELECT 1, place, place FROM (
                  SELECT COALESCE((SELECT seq FROM messages WHERE created_at < now() - interval '10 minutes' ORDER BY seq DESC LIMIT 1), 0) AS place) AS old;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER index_is_held ON messages;
                DROP TRIGGER index_is_held ON customers;
                DROP TRIGGER message_is_removed ON messages;
                DROP TRIGGER customer_is_removed ON customers;
                DROP TRIGGER customer_is_named ON customers;
                DROP TRIGGER customer_is_renamed ON customers;
                DROP FUNCTION index_is_held();
                DROP FUNCTION message_is_removed();
                DROP FUNCTION customer_is_removed();
                DROP FUNCTION customer_is_named();
                CREATE INDEX ix_messages_words ON messages USING gin ((
                  to_tsvector('simple', translate(left(content, 8192), U&'-/.@_+<>&\200C\200D\200E\200F', '             ')) || array_to_tsvector(ARRAY['#' || (seq >> 14)])
                )) WITH (gin_pending_list_limit = 512);
                CREATE INDEX ix_customers_words ON customers USING gin (
                  to_tsvector('simple', translate(left(name, 256), U&'-/.@_+<>&\200C\200D\200E\200F', '             '))) WITH (gin_pending_list_limit = 512);
                """);

            migrationBuilder.DropTable(
                name: "customer_marks");

            migrationBuilder.DropTable(
                name: "message_marks");

            migrationBuilder.DropTable(
                name: "search_progress");

            migrationBuilder.DropTable(
                name: "unmarked_names");
        }
    }
}
