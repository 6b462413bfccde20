using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite.Migrations
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
                    mark = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_marks", x => new { x.mark, x.created_at, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "message_marks",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    marks = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_marks", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "search_progress",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    newest = table.Column<long>(type: "INTEGER", nullable: false),
                    oldest = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_progress", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unmarked_names",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unmarked_names", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customer_marks_customer",
                table: "customer_marks",
                column: "customer_id");

            // The words themselves stand in no index any more.
            migrationBuilder.Sql(
                """
                DROP TRIGGER message_words_added;
                DROP TRIGGER message_words_removed;
                DROP TRIGGER message_words_changed;
                DROP TRIGGER customer_words_added;
                DROP TRIGGER customer_words_removed;
                DROP TRIGGER customer_words_changed;
                DROP TABLE message_words;
                DROP TABLE customer_words;
                """);

            // FTS5 over the marks: words of 16 digits. What is removed is taken out of its pages at once, not by and by. Marks go with what they are of.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE message_index USING fts5(marks, content='message_marks', content_rowid='seq', detail=none, tokenize='ascii');
                INSERT INTO message_index (message_index, rank) VALUES ('secure-delete', 1);
                CREATE TRIGGER message_index_added AFTER INSERT ON message_marks BEGIN
                  INSERT INTO message_index (rowid, marks) VALUES (new.seq, new.marks);
                END;
                CREATE TRIGGER message_index_removed AFTER DELETE ON message_marks BEGIN
                  INSERT INTO message_index (message_index, rowid, marks) VALUES ('delete', old.seq, old.marks);
                END;
                CREATE TRIGGER message_is_removed AFTER DELETE ON messages BEGIN
                  DELETE FROM message_marks WHERE seq = old.seq;
                END;
                CREATE TRIGGER customer_is_removed AFTER DELETE ON customers BEGIN
                  DELETE FROM customer_marks WHERE customer_id = old.id;
                END;
                """);

            // Each turn writes the name; only one that differs is work for the index.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER customer_is_named AFTER INSERT ON customers WHEN new.name IS NOT NULL BEGIN
                  INSERT INTO unmarked_names (customer_id) VALUES (new.id);
                END;
                CREATE TRIGGER customer_is_renamed AFTER UPDATE OF name ON customers WHEN old.name IS NOT new.name BEGIN
                  INSERT INTO unmarked_names (customer_id) VALUES (new.id);
                END;
                INSERT INTO unmarked_names (customer_id) SELECT id FROM customers WHERE name IS NOT NULL;
                """);

            // What is there is brought in by and by.
            migrationBuilder.Sql("INSERT INTO search_progress (id, newest, oldest) SELECT 1, COALESCE(max(seq), 0), COALESCE(max(seq), 0) FROM messages;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER message_is_removed;
                DROP TRIGGER customer_is_removed;
                DROP TRIGGER customer_is_named;
                DROP TRIGGER customer_is_renamed;
                DROP TRIGGER message_index_added;
                DROP TRIGGER message_index_removed;
                DROP TABLE message_index;
                CREATE VIRTUAL TABLE message_words USING fts5(content, content='messages', content_rowid='seq', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
                CREATE TRIGGER message_words_added AFTER INSERT ON messages WHEN new.content IS NOT NULL BEGIN
                  INSERT INTO message_words (rowid, content) VALUES (new.seq, new.content);
                END;
                CREATE TRIGGER message_words_removed AFTER DELETE ON messages WHEN old.content IS NOT NULL BEGIN
                  INSERT INTO message_words (message_words, rowid, content) VALUES ('delete', old.seq, old.content);
                END;
                CREATE TRIGGER message_words_changed AFTER UPDATE OF content ON messages BEGIN
                  INSERT INTO message_words (message_words, rowid, content) SELECT 'delete', old.seq, old.content WHERE old.content IS NOT NULL;
                  INSERT INTO message_words (rowid, content) SELECT new.seq, new.content WHERE new.content IS NOT NULL;
                END;
                INSERT INTO message_words (message_words) VALUES ('rebuild');
                CREATE VIRTUAL TABLE customer_words USING fts5(customer_id, name, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
                CREATE TRIGGER customer_words_added AFTER INSERT ON customers WHEN new.name IS NOT NULL BEGIN
                  INSERT INTO customer_words (customer_id, name) VALUES (new.id, new.name);
                END;
                CREATE TRIGGER customer_words_removed AFTER DELETE ON customers WHEN old.name IS NOT NULL BEGIN
                  DELETE FROM customer_words WHERE rowid IN (SELECT rowid FROM customer_words WHERE customer_words MATCH 'customer_id : "' || old.id || '"');
                END;
                CREATE TRIGGER customer_words_changed AFTER UPDATE OF name ON customers WHEN old.name IS NOT new.name BEGIN
                  DELETE FROM customer_words WHERE rowid IN (SELECT rowid FROM customer_words WHERE customer_words MATCH 'customer_id : "' || old.id || '"');
                  INSERT INTO customer_words (customer_id, name) SELECT new.id, new.name WHERE new.name IS NOT NULL;
                END;
                INSERT INTO customer_words (customer_id, name) SELECT id, name FROM customers WHERE name IS NOT NULL;
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
