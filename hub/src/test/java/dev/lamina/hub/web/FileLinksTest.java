package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.Digest;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Links among the files of an image lead on, within the image, whatever their targets are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FileLinksTest {

    private static final String CONTENT = "root:x:0:0\n";
    private static final String SCRIPT = "javascript:alert(1)";
    private static final String TURNED = "usr/\u202Enib\u0007\u200B";
    private static final String LONG = "no/".repeat(1_300) + "end";
    private static final Attributes ATTRIBUTES = Attributes.of(0644, 0, 0, Instant.EPOCH);

    @TempDir private static Path directory;

    private final List<LayerEntry> entries = new ArrayList<>();
    private TestHub hub;
    private String files;

    @BeforeAll
    void start() throws IOException {
        hub = TestHub.start(directory);
        for (String path : List.of("etc", "usr", "usr/bin")) {
            entries.add(new LayerEntry.Directory(TreePath.parse(path), ATTRIBUTES));
        }
        entries.add(
                new LayerEntry.RegularFile(
                        TreePath.parse("etc/passwd"),
                        ATTRIBUTES,
                        FileContent.contiguous(0, CONTENT.length())));
        entries.add(
                new LayerEntry.HardLink(
                        TreePath.parse("etc/same"), TreePath.parse("etc/passwd"), ATTRIBUTES));
        entries.add(new LayerEntry.Fifo(TreePath.parse("pipe"), ATTRIBUTES));
        link("bin", "usr/bin");
        link("above", "../../../etc/passwd");
        link("usr/bin/absolute", "/etc/passwd");
        link("usr/bin/relative", "../../etc/same");
        link("usr/bin/over", "/bin/absolute");
        link("circle", "circle2");
        link("circle2", "/circle");
        link("dangling", "/none");
        link("script", SCRIPT);
        link("markup", "<script>\"'&");
        link("turned", TURNED);
        link("long", LONG);
        chain();
        files = "/r/me/app/-/files/" + push();
    }

    private void link(String path, String target) {
        entries.add(new LayerEntry.Symlink(TreePath.parse(path), ATTRIBUTES, Bytes.utf8(target)));
    }

    private void chain() {
        link("chain1", "etc/passwd");
        for (int i = 2; i <= 41; i++) {
            link("chain" + i, "chain" + (i - 1));
        }
    }

    private Digest push() throws IOException {
        var out = new ByteArrayOutputStream();
        NewLayer layer =
                NewLayer.write(
                        entries, _ -> Bytes.utf8(CONTENT).openStream(), Compression.GZIP, out);
        Bytes blob = Bytes.of(out.toByteArray());
        Bytes config =
                Bytes.utf8(
                        """
                        {"architecture": "amd64", "os": "linux",
                         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}"""
                                .formatted(layer.layerIndex().diffId()));
        hub.pushBlob("me/app", blob);
        hub.pushBlob("me/app", config);
        Bytes manifest = TestHub.manifest(config, blob, "");
        hub.pushManifest("me/app", "1", manifest);
        return Digest.of(manifest);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private RawHttp.Answer page(String path) throws IOException {
        return hub.http().get(files + "?path=" + URLEncoder.encode(path, UTF_8));
    }

    private String shown(String path) throws IOException {
        RawHttp.Answer answer = page(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    @Test
    void aLinkInAListLeadsToWhereItPoints() throws IOException {
        assertThat(shown("/"))
                .contains(
                        "<a href=\""
                                + files
                                + "?path&#x3D;/bin\">bin"
                                + " <span class=\"quiet\">→ usr/bin</span></a>")
                .doesNotContain("path&#x3D;/pipe\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/etc/same",
                "/above",
                "/bin/absolute",
                "/bin/relative",
                "/usr/bin/over",
                "/chain40"
            })
    void aFileIsReadThroughLinks(String path) throws IOException {
        assertThat(shown(path)).contains("<code>root:x:0:0");
    }

    @Test
    void aDirectoryIsListedThroughALinkAtItsOwnPlace() throws IOException {
        assertThat(shown("/bin"))
                .contains("Where <code>/bin</code> leads")
                .contains("path&#x3D;/usr/bin\">bin</a></nav>")
                .contains("?path&#x3D;/usr/bin/absolute\">absolute");
        assertThat(shown("/usr/bin")).doesNotContain("leads");
    }

    @ParameterizedTest
    @CsvSource({
        "/circle,   'This symbolic link to “circle2” leads in a circle'",
        "/circle2,  'This symbolic link to “/circle” leads in a circle'",
        "/chain41,  'or over too many links'",
        "/dangling, 'This symbolic link to “/none” leads to nothing in the image.'"
    })
    void aLinkThatLeadsNowhereSaysSo(String path, String text) throws IOException {
        assertThat(shown(path)).contains(text).doesNotContain("root:x:0:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dangling/x", "/circle/x", "/etc/passwd/x", "/bin/../etc", "/none"})
    void whatNoLinkLeadsToIsNotFound(String path) throws IOException {
        assertThat(page(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/script", "/markup", "/turned", "/long"})
    void targetsDoNoHarm(String path) throws IOException {
        assertThat(shown(path))
                .doesNotContainPattern("(?i)href=\"?javascript")
                .doesNotContain("<script>\"", "\u202E", "\u0007", "\u200B");
    }

    @Test
    void targetsAreSeenAsTheyAre() throws IOException {
        assertThat(shown("/"))
                .contains("→ " + SCRIPT + "</span>")
                .contains("→ usr/\\u202enib\\u0007\\u200b</span>")
                .contains("→ " + LONG.substring(0, 120) + "…</span>")
                .doesNotContain(LONG);
        assertThat(shown("/long")).contains(LONG);
    }
}
