package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class PostgresAddressTest {

    @Test
    void allPartsAreRead() {
        var address =
                PostgresAddress.parse("postgresql://me:a%20p%40ss+@[::1]:6543/hub?sslmode=require");

        assertThat(address)
                .isEqualTo(
                        new PostgresAddress(
                                "[::1]",
                                6543,
                                "hub",
                                "me",
                                Optional.of("a p@ss+"),
                                Optional.of("require")));
    }

    @Test
    void onlyTheNeededPartsAreNeeded() {
        assertThat(PostgresAddress.parse("postgres://hub@my_db/hub"))
                .hasToString("postgresql://hub@my_db:5432/hub");
    }

    @Test
    void noMessageHasThePassword() {
        var address = PostgresAddress.parse("postgresql://me:secret@db/hub");

        assertThat(address.toString()).doesNotContain("secret");
        assertThat(address.withPassword("hidden").toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub.db",
                "postgresql://db/hub",
                "postgresql://me@/hub",
                "postgresql://me@db",
                "postgresql://me@db:0/hub",
                "postgresql://me@db:70000/hub",
                "postgresql://me:secret@db/hub?sslmode=maybe",
                "postgresql://me:secret@db/hub?password=secret",
                "postgresql://me:%zz@db/hub",
                "mysql://me:secret@db/hub"
            })
    void anythingElseIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> PostgresAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("database")
                .hasMessageNotContaining("secret");
    }
}
