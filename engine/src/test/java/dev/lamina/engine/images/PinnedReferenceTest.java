package dev.lamina.engine.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.ImageInUseException;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// References with a digest, as Docker has them: the digest alone counts, and it is a reference of its
/// own beside the tags (moby, `daemon/images/image_delete.go` and its reference images).
final class PinnedReferenceTest {

    private static final TestImage OLD = TestImage.ofGzip(TarOf.files("old", "old"));
    private static final TestImage NEW = TestImage.ofGzip(TarOf.files("new", "new"));
    private static final Reference TAG = Reference.parse("host.example/team/app:1");

    @TempDir private Path scratch;
    private Images images;

    @BeforeEach
    void open() {
        images = Images.open(new StorePaths(scratch.resolve("store")));
    }

    private static Reference digest(TestImage image) {
        return TAG.withDigest(image.target().digest());
    }

    private static Reference pinned(String tag, TestImage image) {
        return Reference.parse("host.example/team/app:" + tag + "@" + image.target().digest());
    }

    private Digest id(Object name) throws IOException {
        return images.find(name.toString()).id();
    }

    private List<Removal> remove(Object name) throws IOException {
        return images.remove(name.toString(), false);
    }

    @Test
    void theTagBesideADigestNamesNothing() throws Exception {
        OLD.addTo(images, pinned("1", OLD));

        assertThat(images.summaries())
                .singleElement()
                .satisfies(
                        image -> {
                            assertThat(image.tags()).isEmpty();
                            assertThat(image.repoDigests()).containsExactly(digest(OLD));
                            assertThat(image.dangling()).isTrue();
                        });
        assertThatThrownBy(() -> id(TAG)).isInstanceOf(NotFoundException.class);
        assertThat(id(pinned("other", OLD))).isEqualTo(OLD.id());
        assertThat(id(digest(OLD))).isEqualTo(OLD.id());
    }

    @Test
    void aTagIsWhatItWasLastPulledAsWhateverIsPinned() throws Exception {
        OLD.addTo(images, pinned("1", OLD));
        NEW.addTo(images, TAG);

        assertThat(id(TAG)).isEqualTo(NEW.id());
        assertThat(id(pinned("1", OLD))).isEqualTo(OLD.id());
        assertThat(remove(TAG)).contains(new Removal.Untagged(TAG));
        assertThat(id(digest(OLD))).isEqualTo(OLD.id());
    }

    @Test
    void severalPinsOfOneImageAreOne() throws Exception {
        OLD.addTo(images, pinned("1", OLD));
        OLD.addTo(images, pinned("2", OLD));

        assertThat(images.list().read()).hasSize(1);
        assertThat(remove(pinned("3", OLD)))
                .startsWith(new Removal.Untagged(digest(OLD)), new Removal.Deleted(OLD.id()));
        assertThat(images.summaries()).isEmpty();
    }

    @Test
    void whatAnEarlierVersionWroteIsReadAsPinned() throws Exception {
        OLD.addTo(images, digest(OLD));
        Path list = images.store().paths().imageList();
        String text = Files.readString(list);
        String name = digest(OLD).toString();
        Files.writeString(list, text.replace(name, pinned("1", OLD).toString()));

        assertThat(images.summaries().getFirst().tags()).isEmpty();
        assertThatThrownBy(() -> id(TAG)).isInstanceOf(NotFoundException.class);
        NEW.addTo(images, TAG);
        assertThat(id(TAG)).isEqualTo(NEW.id());
        assertThat(remove(digest(OLD))).contains(new Removal.Deleted(OLD.id()));
        assertThat(id(TAG)).isEqualTo(NEW.id());
    }

    @Test
    void aDigestIsTakenAwayAndTheTagStays() throws Exception {
        OLD.addTo(images, TAG);

        assertThat(remove(pinned("1", OLD))).containsExactly(new Removal.Untagged(digest(OLD)));

        assertThat(id(TAG)).isEqualTo(OLD.id());
        assertThat(images.find(TAG.toString()).repoDigests()).isEmpty();
        assertThatThrownBy(() -> id(digest(OLD))).isInstanceOf(NotFoundException.class);
        OLD.addTo(images, TAG);
        assertThat(id(digest(OLD))).as("pulled again").isEqualTo(OLD.id());
    }

    @Test
    void theLastTagOfARepositoryTakesItsDigestsAlong() throws Exception {
        OLD.addTo(images, TAG);
        OLD.addTo(images, pinned("9", OLD));
        Reference elsewhere = Reference.parse("other.example/app:1");
        images.tag(TAG.toString(), elsewhere);

        assertThat(remove(TAG))
                .containsExactlyInAnyOrder(
                        new Removal.Untagged(TAG), new Removal.Untagged(digest(OLD)));

        assertThat(images.summaries().getFirst().tags()).containsExactly(elsewhere);
        assertThatThrownBy(() -> id(digest(OLD))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anIdOfSeveralRepositoriesIsRemovedByForceOnly() throws Exception {
        OLD.addTo(images, TAG);
        OLD.addTo(images, Reference.parse("other.example/app@" + OLD.target().digest()));

        assertThatThrownBy(() -> remove(OLD.id()))
                .isInstanceOf(ImageInUseException.class)
                .hasMessageEndingWith("referenced in multiple repositories");
        assertThat(images.remove(OLD.id().toString(), true))
                .contains(new Removal.Deleted(OLD.id()));
        assertThat(images.summaries()).isEmpty();
    }

    @Test
    void aTagWithADigestCannotBeGiven() throws Exception {
        OLD.addTo(images, TAG);

        assertThatThrownBy(() -> images.tag(TAG.toString(), pinned("2", OLD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("refusing to create a tag with a digest reference");
        assertThat(images.list().read()).hasSize(1);
    }

    @Test
    void aNameComesBeforeAnIdThatBeginsSo() throws Exception {
        Reference name = Reference.parse(OLD.id().hex().substring(0, 4));
        OLD.addTo(images, TAG);
        NEW.addTo(images, name.withDefaultTag());

        assertThat(id(name.familiar())).isEqualTo(NEW.id());
        assertThat(id(OLD.id().hex().substring(0, 5))).isEqualTo(OLD.id());
        assertThat(id("sha256:" + OLD.id().hex().substring(0, 8))).isEqualTo(OLD.id());
    }

    @Test
    void anotherToolMayMoveALineAndKeepItsAnnotations() throws Exception {
        OLD.addTo(images, TAG);
        NEW.addTo(images, Reference.parse("new:1"));
        String text = Files.readString(images.store().paths().imageList());
        ImageEntry old = images.list().find(TAG).orElseThrow();
        // The tag of the old image now points at the new one, and says which config the old one
        // has.
        Bytes moved =
                Bytes.utf8(
                        text.replaceFirst(
                                        "\"digest\":\"" + OLD.target().digest() + "\"",
                                        "\"digest\":\"" + NEW.target().digest() + "\"")
                                .replaceFirst(
                                        "\"size\":" + OLD.target().size(),
                                        "\"size\":" + NEW.target().size()));
        Files.write(images.store().paths().imageList(), moved.toArray());

        assertThat(old.config()).hasValue(OLD.id());
        assertThat(images.list().find(TAG).orElseThrow().config()).isEmpty();
        assertThat(id(TAG)).isEqualTo(NEW.id());
        assertThat(images.find("new:1").tags()).hasSize(2);
        assertThatThrownBy(() -> id(OLD.id())).isInstanceOf(NotFoundException.class);
    }
}
