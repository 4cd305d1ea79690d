package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files of TLS that cannot be used: what is said is ours, names the file, and says what it should be.
final class TlsFilesTest {

    @TempDir private Path scratch;
    private Path certificate;
    private Path key;

    /// What is in the place of a file.
    private enum Content {
        NOTHING {
            @Override
            void put(Path file) throws IOException {
                Files.delete(file);
            }
        },
        DIRECTORY {
            @Override
            void put(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        EMPTY {
            @Override
            void put(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        TEXT {
            @Override
            void put(Path file) throws IOException {
                Files.writeString(file, "hello\n");
            }
        },
        BINARY {
            @Override
            void put(Path file) throws IOException {
                Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
            }
        },
        DAMAGED {
            @Override
            void put(Path file) throws IOException {
                String text = Files.readString(file);
                int middle = text.indexOf('\n') + 5;
                Files.writeString(
                        file, text.substring(0, middle) + "AAAA" + text.substring(middle + 12));
            }
        },
        ENDLESS {
            @Override
            void put(Path file) throws IOException {
                Files.write(file, new byte[(1 << 20) + 1]);
            }
        },
        DEVICE {
            @Override
            void put(Path file) throws IOException {
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("/dev/zero"));
            }
        };

        abstract void put(Path file) throws IOException;
    }

    @BeforeEach
    void makeGoodOnes() throws Exception {
        certificate = scratch.resolve("hub.crt");
        key = scratch.resolve("hub.key");
        run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=hub",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
    }

    private void run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(scratch.resolve("openssl.log").toFile())
                        .start();
        assertThat(process.waitFor()).isZero();
    }

    private TlsIdentity read() throws IOException {
        return TlsIdentity.read(new TlsFiles(certificate, key));
    }

    @Test
    void goodOnesAreRead() throws IOException {
        assertThat(read().chain()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Content.class)
    void aCertificateThatIsNoneIsNamed(Content content) throws IOException {
        content.put(certificate);

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(certificate + ": expected certificates in PEM form, got ")
                .hasMessageNotContaining("java.");
    }

    @ParameterizedTest
    @EnumSource(Content.class)
    void aKeyThatIsNoneIsNamed(Content content) throws IOException {
        content.put(key);

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(key + ": expected a ")
                .hasMessageContaining(", got ")
                .hasMessageNotContaining("java.");
    }
}
