package dev.lamina.testing.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A registry on loopback with one image of one gzip layer, which has many empty files, each with a time
/// of its own.
///
/// @param layer the blob
record LargeLayerRegistry(HttpServer server, Path layer, String manifest, String config)
        implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final int FILES_IN_DIRECTORY = 100;

    /// Makes the layer, and serves it.
    ///
    /// @param layer a file that does not exist
    static LargeLayerRegistry start(Path layer, int entries) throws IOException {
        MessageDigest blob = sha256();
        MessageDigest tar = sha256();
        try (var packed = new DigestOutputStream(Files.newOutputStream(layer), blob);
                var out = new DigestOutputStream(new GZIPOutputStream(packed, 1 << 16), tar)) {
            writeTar(out, entries);
        }
        String config =
                """
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers",\
                "diff_ids":["%s"]}}"""
                        .formatted(text(tar));
        String manifest =
                """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":\
                "application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[\
                {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}]}"""
                        .formatted(
                                MANIFEST,
                                Digest.of(Bytes.utf8(config)),
                                config.length(),
                                text(blob),
                                Files.size(layer));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var registry = new LargeLayerRegistry(server, layer, manifest, config);
        server.createContext("/", registry::answer);
        server.start();
        return registry;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static String text(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void writeTar(OutputStream out, int entries) throws IOException {
        byte[] header = new byte[512];
        put(header, 100, "0000644\0000000000\0000000000\00000000000000");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        for (int i = 0; i < entries; i++) {
            String directory = Integer.toString(10_000 + i / FILES_IN_DIRECTORY);
            put(header, 0, "modules/package-" + directory + "/file-" + (1_000_000 + i) + ".js");
            put(header, 136, Integer.toOctalString(1_700_000_000 + i));
            Arrays.fill(header, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, "0" + Integer.toOctalString(sum));
            out.write(header);
        }
        out.write(new byte[1024]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /// The reference of the image.
    String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/many:1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] text = new byte[0];
            if (path.contains("/manifests/")) {
                exchange.getResponseHeaders().set("Content-Type", MANIFEST);
                text = manifest.getBytes(US_ASCII);
            } else if (path.endsWith(Digest.of(Bytes.utf8(config)).toString())) {
                text = config.getBytes(US_ASCII);
            } else if (path.contains("/blobs/")) {
                exchange.sendResponseHeaders(200, Files.size(layer));
                Files.copy(layer, exchange.getResponseBody());
                return;
            }
            exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
