package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                                Optional.of("require"),
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, prefer",
        "127.0.0.1, prefer",
        "[::1], prefer",
        "db, verify-full",
        "db.example.com, verify-full",
        "192.0.2.7, verify-full",
        "localhost.example.com, verify-full",
        "127.0.0.1.example.com, verify-full"
    })
    void aServerElsewhereMustProveWhoItIsUnlessTheAddressAsksForLess(String host, String mode) {
        String address = "postgresql://hub@" + host + "/hub";

        assertThat(PostgresAddress.parse(address).protection()).isEqualTo(mode);
        assertThat(PostgresAddress.parse(address + "?sslmode=require").protection())
                .isEqualTo("require");
    }

    @Test
    void anAddressMayNameWhoVouchesForTheServer() {
        var address =
                PostgresAddress.parse(
                        "postgresql://hub@db/hub?sslrootcert=/etc/ca.pem&sslmode=verify-ca");

        assertThat(address.authority()).contains("/etc/ca.pem");
        assertThat(address.sslMode()).contains("verify-ca");
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
                "postgresql://me:secret@db/hub?sslmode=require&sslmode=disable",
                "postgresql://me:secret@db/hub?sslrootcert=",
                "postgresql://me:secret@db/hub?",
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
