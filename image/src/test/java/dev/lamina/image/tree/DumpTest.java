package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// The text form of trees, as [DumpLine] defines it.
final class DumpTest {

    @Test
    void everyKindOfNodeHasItsLine() throws IOException {
        String lines =
                """
                / mode=0700
                dev/
                dev/loop0 mode=0660 owner=0:6 block 7:0
                dev/null mode=0666 char 1:3
                etc/ mode=1777 owner=4294967294:1 mtime=2026-11-24T00:30:00.000000001Z
                etc/hosts mode=0600 xattr:user.a=1 xattr:user.b=\\x20\\x5c = 127.0.0.1 localhost
                etc/hosts2 == etc/hosts
                etc/localtime owner=1:1 -> ../usr/share/zone info
                run/
                run/pipe fifo
                """;
        List<TestLayer> layers = List.of(TestLayer.of(lines));

        assertThat(Dump.of(TestLayer.union(layers), TestLayer.contents(layers))).isEqualTo(lines);
    }

    @Test
    void filesAreSaidBySizeOrByDigest() throws IOException {
        Tree tree = TestLayer.union(List.of(TestLayer.of("a = abc")));

        assertThat(Dump.of(tree)).isEqualTo("/\na = 3 bytes\n");
        assertThat(Dump.of(tree, Dump.digests(_ -> Bytes.utf8("abc").openStream())))
                .isEqualTo(
                        "/\na = 3 bytes sha256:"
                                + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                                + "\n");
    }

    @Test
    void aDirectoryComesDirectlyBeforeWhatItHolds() throws IOException {
        Tree tree = TestLayer.union(List.of(TestLayer.of("a!/\na/b/\na/\nB/")));

        assertThat(Dump.of(tree)).isEqualTo("/\nB/\na/\na/b/\na!/\n");
    }

    @Test
    void printableTextStaysAsItIs() {
        assertThat(word("caf\u00e9-\u65e5\u672c-\ud83d\ude00="))
                .isEqualTo("caf\u00e9-\u65e5\u672c-\ud83d\ude00=");
    }

    @Test
    void whatIsNotPrintableIsEscaped() {
        assertThat(word("a b\\c\n\u007f")).isEqualTo("a\\x20b\\x5cc\\x0a\\x7f");
        assertThat(EscapedText.line(Bytes.utf8("a b"))).isEqualTo("a b");
    }

    @Test
    void charactersThatHideOrTurnTextAreEscaped() {
        assertThat(word("\u202egnp.exe")).isEqualTo("\\xe2\\x80\\xaegnp.exe");
        assertThat(word("a\u00a0b\u0085")).isEqualTo("a\\xc2\\xa0b\\xc2\\x85");
    }

    @Test
    void whatIsNotUtf8IsEscapedByteByByte() {
        byte[] mixed = {'a', (byte) 0xc3, (byte) 0xc3, (byte) 0xa9, (byte) 0xff, (byte) 0xe2};

        assertThat(EscapedText.word(Bytes.of(mixed))).isEqualTo("a\\xc3\u00e9\\xff\\xe2");
    }

    @Test
    void differentNamesNeverLookTheSame() {
        assertThat(word(new Name(Bytes.utf8("\\x41")).toString())).isEqualTo("\\x5cx41");
    }

    private static String word(String text) {
        return EscapedText.word(Bytes.utf8(text));
    }
}
