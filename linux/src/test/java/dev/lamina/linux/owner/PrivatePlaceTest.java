package dev.lamina.linux.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Directories that nobody but their user and root gets at. Needs root, who gives files away.
@Tag("linux")
final class PrivatePlaceTest {

    private static final int ROOT = 0;
    private static final int USER = 4321;
    private static final int OTHER = 4322;

    @TempDir private Path scratch;
    private Path above;
    private Path place;

    @BeforeEach
    void make() throws IOException {
        above = Files.createDirectory(scratch.resolve("above"));
        place = Files.createDirectory(above.resolve("place"));
        set(above, USER, ROOT, 0755);
        set(place, USER, ROOT, 0700);
    }

    @Test
    void aFileSaysWhoseItIsAndALinkIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(scratch.resolve("link"), place);

        assertThat(FileOwner.of(place)).isEqualTo(new FileOwner(place, USER, ROOT, 0040700));
        assertThat(FileOwner.of(place).digits()).isEqualTo("0700");
        assertThat(FileOwner.of(place).name()).isEqualTo(Integer.toString(USER));
        assertThat(FileOwner.of(link).isSymbolicLink()).isTrue();
        assertThat(FileOwner.of(link).uid()).isEqualTo(FileOwner.ofThisProcess());
    }

    @ParameterizedTest
    @CsvSource({
        "0700, 0, false",
        "0755, 0, false",
        "0770, 0, false",
        "0770, 4322, true",
        "0750, 4322, false",
        "0702, 0, true",
        "1777, 0, true",
    })
    void othersAndAGroupOfOthersMayWriteWhereTheirBitIsSet(String mode, int group, boolean writable)
            throws IOException {
        set(place, USER, group, Integer.parseInt(mode, 8));

        assertThat(FileOwner.of(place).isWritableByOthers()).isEqualTo(writable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0700", "0755", "0750", "1777"})
    void aWayThatOnlyRootAndTheUserCanChangeIsRight(String mode) throws IOException {
        set(above, USER, ROOT, Integer.parseInt(mode, 8));

        assertThatCode(() -> PrivatePlace.checkWay(place, place, USER)).doesNotThrowAnyException();
    }

    @Test
    void aWayThroughADirectoryOfAnotherUserIsRefused() throws IOException {
        set(above, OTHER, ROOT, 0755);

        assertThatThrownBy(() -> PrivatePlace.checkWay(Path.of("named"), place, USER))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "named: expected a place that only its user and root can change, got "
                                + above
                                + " of 4322 with mode 0755: ");
    }

    @Test
    void aWayThroughADirectoryThatOthersWriteIsRefused() throws IOException {
        set(above, USER, ROOT, 0777);

        assertThatThrownBy(() -> PrivatePlace.checkWay(place, place, USER))
                .hasMessageContaining(above + " of 4321 with mode 0777");
    }

    @Test
    void thePlaceItselfCountsForTheWayOnlyIfItIsALink() throws IOException {
        set(place, OTHER, ROOT, 0777);
        assertThatCode(() -> PrivatePlace.checkWay(place, place, USER)).doesNotThrowAnyException();

        Path link = Files.createSymbolicLink(above.resolve("link"), place);
        Files.setAttribute(link, "unix:uid", OTHER, LinkOption.NOFOLLOW_LINKS);
        assertThatThrownBy(() -> PrivatePlace.checkWay(link, link, USER))
                .hasMessageContaining(link + " of 4322");
    }

    @Test
    void aPlaceThatIsNotThereYetIsCheckedAsFarAsItIs() throws IOException {
        Path deeper = place.resolve("not/there");

        assertThatCode(() -> PrivatePlace.checkWay(deeper, deeper, USER))
                .doesNotThrowAnyException();
        set(place, OTHER, ROOT, 0700);
        assertThatThrownBy(() -> PrivatePlace.checkWay(deeper, deeper, USER))
                .hasMessageContaining(place + " of 4322");
    }

    @Test
    void whatIsAnotherUsersOrWrittenByOthersIsRefused() throws IOException {
        set(place, OTHER, ROOT, 0702);
        FileOwner owner = FileOwner.of(place);

        assertThatCode(() -> PrivatePlace.checkIsOf(OTHER, owner)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PrivatePlace.checkIsOf(USER, owner))
                .hasMessageContaining("expected to be of the user that runs this, got one of 4322");
        assertThatThrownBy(() -> PrivatePlace.checkIsWrittenByOwner(owner))
                .hasMessageContaining("expected to be written by its owner only, got mode 0702");
    }

    @Test
    void aClosedDirectoryIsOpenToItsOwnerOnly() throws IOException {
        set(place, USER, ROOT, 0777);

        PrivatePlace.close(place);

        assertThat(FileOwner.of(place).isOpen()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
    }

    @Test
    void theFoundThingsOfAFileSystemDoNotCount() throws IOException {
        Files.createDirectory(place.resolve("lost+found"));
        assertThat(PrivatePlace.entries(place)).isEmpty();

        Path file = Files.createFile(place.resolve("file"));
        assertThat(PrivatePlace.entries(place)).containsExactly(file);
    }

    private static void set(Path file, int uid, int gid, int mode) throws IOException {
        Files.setAttribute(file, "unix:uid", uid);
        Files.setAttribute(file, "unix:gid", gid);
        Files.setAttribute(file, "unix:mode", mode);
    }
}
