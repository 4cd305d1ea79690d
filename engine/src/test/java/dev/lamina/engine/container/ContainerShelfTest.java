package dev.lamina.engine.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.images.Images;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.container.NoSuchContainerException;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Containers on disk, also those that somebody damaged.
final class ContainerShelfTest {

    private static final TestImage IMAGE = TestImage.ofPlain(TarOf.files("a", "a"));
    private static final ContainerRecord ONE = TestRecord.of(IMAGE, "a", "one");
    private static final ContainerRecord OTHER = TestRecord.of(IMAGE, "b", "other");

    @TempDir private Path scratch;
    private Images images;
    private ContainerShelf shelf;

    @BeforeEach
    void fill() throws IOException {
        images = Images.open(new StorePaths(scratch.resolve("store")));
        IMAGE.addTo(images, Reference.parse("app:1"));
        shelf = new ContainerShelf(images.store());
        shelf.add(ONE);
        shelf.add(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "\0\0\0\0", "[1]"})
    void aDamagedRecordHidesNoOtherAndCanBeRemoved(String record) throws Exception {
        Files.writeString(shelf.paths(ONE.id()).record(), record);

        assertThat(shelf.list()).containsExactly(OTHER);
        assertThat(shelf.unreadable())
                .extracting(UnreadableContainer::id)
                .containsExactly(ONE.id());
        assertThat(shelf.unreadable().getFirst().fault()).contains("container.json");
        assertThat(shelf.findUnreadable("aaaa").id()).isEqualTo(ONE.id());
        assertThat(shelf.unfinished()).as("nobody's to delete").isEmpty();
        shelf.remove(ONE.id(), true);
        assertThat(shelf.unreadable()).isEmpty();
        assertThat(shelf.paths(ONE.id()).root()).doesNotExist();
        assertThat(images.store().leases()).hasSize(1);
    }

    @Test
    void aDirectoryInPlaceOfARecordCanBeRemoved() throws Exception {
        Path record = shelf.paths(ONE.id()).record();
        Files.delete(record);
        Files.createDirectories(record.resolve("deep"));

        assertThat(shelf.unreadable()).hasSize(1);
        shelf.remove(ONE.id(), true);
        assertThat(shelf.list()).containsExactly(OTHER);
        assertThat(shelf.paths(ONE.id()).root()).doesNotExist();
    }

    @Test
    void aRecordOfAbsurdSizeIsNotReadIntoMemory() throws Exception {
        try (var file =
                new java.io.RandomAccessFile(shelf.paths(ONE.id()).record().toFile(), "rw")) {
            file.setLength(1L << 33);
        }

        assertThat(shelf.list()).containsExactly(OTHER);
        assertThat(shelf.unreadable().getFirst().fault()).contains("expected at most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"code\":", "\0"})
    void aDamagedExitIsAnExitAllTheSame(String exit) throws Exception {
        Files.writeString(shelf.paths(ONE.id()).exit(), exit);

        assertThat(shelf.list()).hasSize(2);
        assertThat(shelf.hasExit(ONE.id())).isTrue();
        assertThat(shelf.hasExit(OTHER.id())).isFalse();
        assertThatThrownBy(() -> shelf.exit(ONE.id())).hasMessageContaining("exit.json");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        var exit = new ContainerExit(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), 137);

        shelf.setExit(ONE.id(), exit);

        assertThat(shelf.exit(ONE.id())).contains(exit);
        assertThat(shelf.find("one")).isEqualTo(ONE);
        assertThat(shelf.find("bbb")).isEqualTo(OTHER);
        assertThatThrownBy(() -> shelf.find("cc")).isInstanceOf(NoSuchContainerException.class);
    }

    @Test
    void aContainerNeverTakesThePlaceOfAnother() {
        assertThatThrownBy(() -> shelf.add(ONE)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(shelf.paths(ONE.id()).record()).as("still there").exists();
        assertThat(shelf.paths(ONE.id()).upper()).isDirectory();
    }
}
