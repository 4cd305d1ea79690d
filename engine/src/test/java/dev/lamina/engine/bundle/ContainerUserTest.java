package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.value.container.RunFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Who a container runs as (image-spec 1.1, config.md, "User"; Docker's `--user`).
class ContainerUserTest {

    private static final ImageFiles FILES =
            new MapFiles(
                    Map.of(
                            "/etc/passwd",
                            """
                            root:x:0:0:root:/root:/bin/sh

                            www:x:33:33:web:/var/www:/bin/false
                            again:x:33:34::/other:/bin/sh
                            7777:x:500:501::/home/7777:/bin/sh
                            nohome:x:600:600:::
                            negative:x:-1:0::/root:/bin/sh
                            damaged:x:zero:0::/root:/bin/sh
                            huge:x:4294967296:0::/root:/bin/sh
                            short
                              spaced:x:700:700::/home/spaced:/bin/sh
                            """,
                            "/etc/group",
                            """
                            root:x:0:
                            adm:x:4:www,root
                            www:x:33:
                            docker:x:999:other,www
                            wwwroot:x:1000:wwwroot
                            bad:x:minus:www
                            """));

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0, /root",
        "root, 0, 0, /root",
        "0, 0, 0, /root",
        "www, 33, 33, /var/www",
        "33, 33, 33, /var/www",
        "again, 33, 34, /other",
        "nohome, 600, 600, /",
        "spaced, 700, 700, /home/spaced",
        "1234, 1234, 0, /",
        "2147483647, 2147483647, 0, /",
    })
    void aNameOrNumberGivesTheUserAndItsOwnGroup(String user, int uid, int gid, String home)
            throws IOException {
        ContainerUser found = ContainerUser.find(user, FILES);

        assertThat(found.uid()).isEqualTo(uid);
        assertThat(found.gid()).isEqualTo(gid);
        assertThat(found.home()).isEqualTo(home);
    }

    @Test
    void aUserHasTheGroupsWhoseMemberItIs() throws IOException {
        assertThat(ContainerUser.find("www", FILES).additionalGids()).containsExactly(4, 999);
        assertThat(ContainerUser.find("33", FILES).additionalGids()).containsExactly(4, 999);
        assertThat(ContainerUser.find("", FILES).additionalGids()).containsExactly(4);
        assertThat(ContainerUser.find("1234", FILES).additionalGids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"www:docker, 33, 999", "33:4, 33, 4", "www:5555, 33, 5555", ":adm, 0, 4"})
    void aGroupThatIsNamedIsTheOnlyOne(String user, int uid, int gid) throws IOException {
        ContainerUser found = ContainerUser.find(user, FILES);

        assertThat(found.uid()).isEqualTo(uid);
        assertThat(found.gid()).isEqualTo(gid);
        assertThat(found.additionalGids()).isEmpty();
    }

    @Test
    void whatIsANumberIsNoName() throws IOException {
        assertThat(ContainerUser.find("7777", FILES))
                .isEqualTo(new ContainerUser(7777, 0, List.of(), "/"));
    }

    @Test
    void anImageWithoutFilesHasItsSuperuserAndNumbers() throws IOException {
        var none = new MapFiles(Map.of());

        assertThat(ContainerUser.find("", none)).isEqualTo(ContainerUser.ROOT);
        assertThat(ContainerUser.find("5:6", none))
                .isEqualTo(new ContainerUser(5, 6, List.of(), "/"));
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, unable to find user nobody: no matching entries in passwd file",
        "damaged, unable to find user damaged: no matching entries in passwd file",
        "negative, unable to find user negative: no matching entries in passwd file",
        "huge, unable to find user huge: no matching entries in passwd file",
        "root:none, unable to find group none: no matching entries in group file",
        "root:bad, unable to find group bad: no matching entries in group file",
        "2147483648, uids and gids must be in range 0-2147483647",
        "99999999999999999999, uids and gids must be in range 0-2147483647",
        "-1, uids and gids must be in range 0-2147483647",
        "root:-1, uids and gids must be in range 0-2147483647",
        "-, unable to find user -: no matching entries in passwd file",
        "0:2147483648, uids and gids must be in range 0-2147483647",
    })
    void anUnknownUserIsRefused(String user, String message) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> ContainerUser.find(user, FILES))
                .withMessage(message)
                .matches(e -> e.exitStatus() == 125);
    }
}
