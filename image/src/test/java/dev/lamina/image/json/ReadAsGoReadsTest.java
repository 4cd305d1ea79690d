package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is odd in a document means what it means to Go's `encoding/json`. Each expected value is what
/// Docker 20.10 ran or showed of an image with such a config.
final class ReadAsGoReadsTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void namesHaveAnyCase() throws Exception {
        ImageConfig config =
                ImageConfigJson.parse(
                        Bytes.utf8(
                                "{\"OS\":\"linux\",\"ARCHITECTURE\":\"arm64\",\"RootFS\":{\"Diff_IDs\":[\""
                                        + DIGEST
                                        + "\"]},\"CONFIG\":{\"cmd\":[\"x\"],\"workingdir\":\"/w\"}}"),
                        "test");

        assertThat(config.platform()).hasToString("linux/arm64");
        assertThat(config.diffIds()).hasSize(1);
        assertThat(config.config().cmd()).contains(List.of("x"));
        assertThat(config.config().workingDir()).isEqualTo("/w");
    }

    @Test
    void caseIsFoldedAsUnicodeDoesSimply() throws Exception {
        assertThat(object("{\"o\u017f\":\"long s\",\"\u212aey\":\"kelvin\"}").string("os"))
                .isEqualTo("long s");
        assertThat(object("{\"\u212aey\":\"kelvin\"}").string("key")).isEqualTo("kelvin");
        assertThat(object("{\"\u0131d\":\"dotless\",\"\u0130d\":\"dotted\"}").string("id"))
                .isEmpty();
    }

    @Test
    void keysThatSomebodyChoseKeepTheirCase() throws Exception {
        RunConfig config = run("{\"Labels\":{\"a\":\"1\",\"A\":\"2\"}}");

        assertThat(config.labels()).containsEntry("a", "1").containsEntry("A", "2");
        assertThat(object("{\"a\":\"1\",\"A\":\"2\"}").keyed().string("a")).isEqualTo("1");
    }

    @Test
    void theLastOfSeveralMembersCountsWhateverItsCase() throws Exception {
        assertThat(run("{\"Cmd\":[\"1\"],\"Cmd\":[\"2\"]}").cmd()).contains(List.of("2"));
        assertThat(run("{\"Cmd\":[\"exact\"],\"cmd\":[\"folded\"]}").cmd())
                .contains(List.of("folded"));
        assertThat(run("{\"cmd\":[\"folded\"],\"Cmd\":[\"exact\"]}").cmd())
                .contains(List.of("exact"));
        assertThat(run("{\"Cmd\":[\"1\"],\"cmd\":[\"2\"],\"Cmd\":[\"3\"]}").cmd())
                .contains(List.of("3"));
    }

    @Test
    void twoObjectsOfOneNameAreJoined() throws Exception {
        ImageConfig config =
                config("{\"Env\":[\"A=1\"],\"Labels\":{\"a\":\"1\"}},\"Config\":{\"Cmd\":[\"x\"]");

        assertThat(config.config().env()).containsExactly("A=1");
        assertThat(config.config().cmd()).contains(List.of("x"));
    }

    @Test
    void nullTakesAListAwayAndLeavesATextAsItWas() throws Exception {
        RunConfig config = run("{\"Cmd\":[\"1\"],\"Cmd\":null,\"User\":\"5\",\"User\":null}");

        assertThat(config.cmd()).isEmpty();
        assertThat(config.user()).isEqualTo("5");
    }

    @Test
    void nullIsAbsentWhereverItStands() throws Exception {
        ImageConfig config =
                ImageConfigJson.parse(
                        Bytes.utf8(
                                """
                                {"created":null,"author":null,"os":null,"architecture":null,\
                                "variant":null,"os.features":null,"history":[null,{"created":null}],\
                                "rootfs":{"type":null,"diff_ids":null},"config":{"User":null,\
                                "Env":[null,"A=1"],"Cmd":["echo",null],"Volumes":{"/v":null},\
                                "ExposedPorts":null,"Healthcheck":{"Test":null,"Retries":null},\
                                "Labels":{"a":null},"OnBuild":null,"Shell":null,"StopSignal":null}}"""),
                        "test");

        assertThat(config.created()).isEmpty();
        assertThat(config.diffIds()).isEmpty();
        assertThat(config.history()).hasSize(2);
        assertThat(config.config().env()).containsExactly("", "A=1");
        assertThat(config.config().cmd()).contains(List.of("echo", ""));
        assertThat(config.config().volumes()).containsExactly("/v");
        assertThat(config.config().labels()).containsEntry("a", "");
    }

    @Test
    void aCommandMayBeOneText() throws Exception {
        RunConfig config =
                run("{\"Entrypoint\":\"/bin/echo\",\"Cmd\":\"a b\",\"Shell\":\"sh\",\"X\":{}}");

        assertThat(config.entrypoint()).contains(List.of("/bin/echo"));
        assertThat(config.cmd()).contains(List.of("a b"));
        assertThat(config.shell()).contains(List.of("sh"));
        assertThat(run("{\"Entrypoint\":\"\"}").entrypoint()).contains(List.of(""));
    }

    @Test
    void whatIsNotUtf8IsReplacedByteByByte() throws Exception {
        Bytes document =
                Bytes.of(
                        "[\"a\u00ff\u00c3(\u00ed\u00a0\u0080z\u00f0\u009f\"]".getBytes(ISO_8859_1));

        assertThat(Json.parse(document, "test"))
                .isEqualTo(List.of("a\ufffd\ufffd(\ufffd\ufffd\ufffdz\ufffd\ufffd"));
    }

    @Test
    void whatIsUtf8BesideFaultsStays() throws Exception {
        byte[] good =
                "[\"é€\ud83d\ude00\u0800\uffff\ud7ff\""
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] document = java.util.Arrays.copyOf(good, good.length + 5);
        System.arraycopy(new byte[] {',', '"', (byte) 0xc0, '"', ']'}, 0, document, good.length, 5);

        assertThat(Json.parse(Bytes.of(document), "test"))
                .isEqualTo(List.of("é€\ud83d\ude00\u0800\uffff\ud7ff", "\ufffd"));
    }

    @Test
    void aLoneSurrogateIsReplaced() throws Exception {
        assertThat(Json.parse(Bytes.utf8("\"\\ud800\\ud83d\\ude00\\ude00x\\udc00\""), "test"))
                .isEqualTo("\ufffd\ud83d\ude00\ufffdx\ufffd");
    }

    @Test
    void aNumberThatNobodyReadsMayBeOfAnySize() throws Exception {
        assertThat(object("{\"x\":1e999,\"y\":123456789012345678901,\"os\":\"l\"}").string("os"))
                .isEqualTo("l");
    }

    @Test
    void oneSchemaVersionIsAsGoodAsAnotherWhereTheRestIsThere() throws Exception {
        String rest = "\"config\":{\"digest\":\"" + DIGEST + "\",\"size\":2},\"layers\":null";

        for (String version : List.of("", "\"schemaVersion\":null,", "\"schemaVersion\":3,")) {
            Manifest manifest = ManifestJson.parse(Bytes.utf8("{" + version + rest + "}"), "test");

            assertThat(manifest.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
            assertThat(manifest.config().mediaType()).isEmpty();
        }
    }

    @Test
    void ofASecondsFractionNineDigitsCount() throws Exception {
        ImageConfig config =
                ImageConfigJson.parse(
                        Bytes.utf8(
                                "{\"rootfs\":{},\"created\":\"2020-01-01T00:00:00.123456789012Z\"}"),
                        "test");

        assertThat(config.created())
                .isEqualTo(Optional.of(Instant.parse("2020-01-01T00:00:00.123456789Z")));
    }

    private static JsonObject object(String document) throws ImageFormatException {
        return Json.parseObject(Bytes.utf8(document), "test");
    }

    private static RunConfig run(String config) throws ImageFormatException {
        return config(config.substring(0, config.length() - 1)).config();
    }

    /// @param config without its last brace
    private static ImageConfig config(String config) throws ImageFormatException {
        return ImageConfigJson.parse(
                Bytes.utf8("{\"rootfs\":{},\"config\":" + config + "}}"), "test");
    }
}
