package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own gets SIGQUIT: it is told, and the JVM does not list its threads.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class QuitSignalTest {

    @Test
    void whoReservedTheDescriptorGetsEverySignal() throws Exception {
        assertThat(talk("exec 3< /dev/null; exec \"$@\""))
                .isEqualTo("ready\ngot 1\ngot 2\ngot 3\n");
    }

    @Test
    void withoutThatTheJvmKeepsItsFileAndTheSignal() throws Exception {
        assertThat(talk("exec \"$@\"")).startsWith("ready\n").contains("Full thread dump");
    }

    /// Sends the signal whenever a line has come, until the third.
    private static String talk(String launcher) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                launcher,
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")
                                        + ":target/classes:target/test-classes:"
                                        + System.getProperty("jdk.module.path", ""),
                                QuitSignalTest.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            var output = new StringBuilder();
            var reader = process.inputReader(UTF_8);
            for (int i = 0; i < 3; i++) {
                output.append(reader.readLine()).append('\n');
                Signals.send(process.pid(), Signals.QUIT);
            }
            process.getOutputStream().close();
            reader.lines().forEach(line -> output.append(line).append('\n'));
            process.waitFor();
            return output.toString();
        } finally {
            process.destroyForcibly();
        }
    }

    /// Ends after three signals, or at the end of its input.
    static void main() throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        AtomicInteger count = new AtomicInteger();
        Signals.handleQuit(() -> out.println("never"));
        Runnable restore = Signals.handleQuit(() -> out.println("nor this"));
        restore.run();
        Signals.handleQuit(() -> out.println("got " + count.incrementAndGet()));
        out.println("ready");
        while (System.in.read() >= 0 || count.get() > 0 && count.get() < 3) {
            Thread.onSpinWait();
        }
    }
}
