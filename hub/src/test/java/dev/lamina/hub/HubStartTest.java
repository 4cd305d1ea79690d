package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.OperationSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A start that fails leaves nothing behind, and an end neither.
final class HubStartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<String> THREADS =
            Set.of(
                    "pull-counter",
                    "access-log",
                    "sweep",
                    "certificate",
                    "pages",
                    "looks",
                    "digests");

    /// Other tests may share a hub that runs on.
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @TempDir private Path directory;

    @Test
    void aStartOnATakenPortLeavesNoThreadAndNoFileOpen() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var listen = (InetSocketAddress) taken.getLocalSocketAddress();

            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> Hub.start(settings(listen)))
                        .isInstanceOf(BindException.class)
                        .hasMessageEndingWith(": address already in use");
            }
        }

        assertNothingIsLeft();
    }

    @Test
    void aFirstStartThatFailsKeepsTheFirstPasswordForTheNext() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var listen = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatThrownBy(() -> Hub.start(settings(listen))).isInstanceOf(IOException.class);
        }

        try (Hub hub = Hub.start(settings(new InetSocketAddress("127.0.0.1", 0)))) {
            assertThat(hub.firstPassword()).isPresent();
        }
        try (Hub hub = Hub.start(settings(new InetSocketAddress("127.0.0.1", 0)))) {
            assertThat(hub.firstPassword()).isEmpty();
        }
    }

    @Test
    void aNewCatalogIsNotBegunOnTheBlobsOfAnother() throws Exception {
        HubSettings settings = settings(new InetSocketAddress("127.0.0.1", 0));
        try (TestHub hub = TestHub.start(TestHub.settings(settings.data()))) {
            hub.pushImage("me/app", "1", 1);
        }
        for (String file : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
            Files.deleteIfExists(settings.data().resolve(file));
        }

        assertThatThrownBy(() -> Hub.start(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected the catalog of the blobs that are there");
    }

    @Test
    void aStartWithBadCertificatesLeavesNoThreadAndNoFileOpen() throws Exception {
        Path none = directory.resolve("none.pem");
        HubSettings settings = settings(new InetSocketAddress("127.0.0.1", 0));
        HubSettings bad = settings.withOperations(settings.operations().withTls(none, none));

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> Hub.start(bad))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("none.pem");
        }

        assertNothingIsLeft();
    }

    @Test
    void aHubThatIsClosedLeavesNoThreadAndNoFileOpen() throws Exception {
        Hub hub = Hub.start(settings(new InetSocketAddress("127.0.0.1", 0)));
        hub.close();
        hub.close();

        assertNothingIsLeft();
    }

    @Test
    void allPartsAreClosedInReverseAlsoIfOneFails() {
        var closed = new ArrayList<String>();
        var parts = new Parts();
        parts.add("first", closed::add);
        parts.add(
                "second",
                part -> {
                    throw new IllegalStateException(part);
                });
        parts.add("third", closed::add);

        assertThatThrownBy(parts::close).hasMessage("second");
        parts.close();

        assertThat(closed).containsExactly("third", "first");
    }

    private HubSettings settings(InetSocketAddress listen) {
        return HubSettings.of(listen, directory.resolve("data"))
                .withOperations(
                        OperationSettings.DEFAULT.withAccessLog(directory.resolve("access.log")));
    }

    /// Threads that were told to end need a moment.
    private void assertNothingIsLeft() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!threads().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(threads()).isEmpty();
        assertThat(openFiles()).isEmpty();
    }

    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(THREADS::contains)
                .toList();
    }

    /// Asks /proc which files of the hub this process has open.
    private List<String> openFiles() throws IOException {
        var open = new ArrayList<String>();
        try (var links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : links) {
                // The one of this listing is gone already.
                if (Files.isSymbolicLink(link)) {
                    open.add(Files.readSymbolicLink(link).toString());
                }
            }
        }
        return open.stream().filter(file -> file.startsWith(directory.toString())).toList();
    }
}
