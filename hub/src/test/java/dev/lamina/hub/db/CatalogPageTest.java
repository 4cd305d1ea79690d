package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// docs/formats/hub-catalog.md names what the migrations make.
final class CatalogPageTest {

    private static final Path PAGE = Path.of("../docs/formats/hub-catalog.md");

    private static final Pattern TABLE = Pattern.compile("### `([a-z_]+)`.*");

    private static final Pattern COLUMN = Pattern.compile("\\| `([a-z_]+)` +\\|.*");

    @TempDir private Path directory;

    @Test
    void thePageNamesEveryTableAndColumnAndNoOther() throws IOException {
        assertThat(written()).isEqualTo(made());
    }

    private static Map<String, Set<String>> written() throws IOException {
        var tables = new TreeMap<String, Set<String>>();
        String table = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher heading = TABLE.matcher(line);
            Matcher row = COLUMN.matcher(line);
            if (heading.matches()) {
                table = heading.group(1);
            } else if (row.matches()) {
                tables.computeIfAbsent(table, _ -> new TreeSet<>()).add(row.group(1));
            }
        }
        return tables;
    }

    private Map<String, Set<String>> made() throws IOException {
        var tables = new TreeMap<String, Set<String>>();
        try (Database database = TestDatabase.SQLITE.open(directory)) {
            List<String[]> columns =
                    database.read(
                            session ->
                                    session.list(
                                            """
                                            SELECT t.name, c.name
                                            FROM sqlite_master t JOIN pragma_table_info(t.name) c
                                            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'""",
                                            row ->
                                                    new String[] {
                                                        row.getString(1), row.getString(2)
                                                    }));
            for (String[] column : columns) {
                tables.computeIfAbsent(column[0], _ -> new TreeSet<>()).add(column[1]);
            }
        }
        return tables;
    }
}
