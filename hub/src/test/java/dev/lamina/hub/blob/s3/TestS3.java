package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// S3Proxy as a program of its own, with objects as files. A test can stop it and start it again.
public final class TestS3 implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target/servers/s3proxy.jar");
    private static final int ATTEMPTS = 600;

    private static @Nullable TestS3 shared;

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private TestS3(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /// Returns the server of all tests, which ends with them.
    public static synchronized TestS3 shared() throws IOException {
        if (shared == null) {
            shared = launch();
        }
        return shared;
    }

    /// Starts a server that the caller stops.
    public static TestS3 launch() throws IOException {
        System.setProperty("aws.accessKeyId", "hub");
        System.setProperty("aws.secretAccessKey", "a secret key");
        Path directory = Files.createTempDirectory("lamina-s3");
        var server = new TestS3(directory, freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public void start() throws IOException {
        Files.createDirectories(directory.resolve("objects"));
        Path properties = directory.resolve("s3proxy.properties");
        Files.writeString(
                properties,
                """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.identity=hub
                s3proxy.credential=a secret key
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port, directory.resolve("objects")));
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-DLOG_LEVEL=error",
                                "-jar",
                                PROGRAM.toString(),
                                "--properties",
                                properties.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        await(process);
    }

    private void await(Process started) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (ConnectException e) {
                if (ended(started)) {
                    break;
                }
            }
        }
        throw new IOException("s3proxy: " + Files.readString(directory.resolve("log")));
    }

    private static boolean ended(Process started) throws IOException {
        try {
            return started.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public void stop() throws IOException {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /// Makes a bucket, unless it is there.
    public String bucket(String name) throws IOException {
        Files.createDirectories(directory.resolve("objects").resolve(name));
        return name;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    public BlobStore open(String bucket, Path spool) throws IOException {
        return open(bucket, spool, endpoint());
    }

    /// @param endpoint of what stands before this server
    public BlobStore open(String bucket, Path spool, String endpoint) throws IOException {
        return S3BlobStore.open(
                BucketAddress.parse(
                        "s3://" + bucket(bucket) + "/some/where",
                        Optional.of(endpoint),
                        Optional.empty()),
                spool,
                false);
    }

    /// Returns the files of a bucket, for tests that damage them.
    public List<Path> files(String bucket) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("objects").resolve(bucket))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void remove() {
        try {
            close();
        } catch (IOException e) {
            throw new IllegalStateException("removing " + directory, e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
