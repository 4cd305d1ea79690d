package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a [ScriptedPeer] sends for one request.
///
/// @param headers each `Name: value`
/// @param length  what Content-Length claims; negative if no such header is sent
/// @param cut     after how many bytes of the body the fault happens
record Reply(int status, List<String> headers, Bytes body, long length, Fault fault, int cut) {

    /// What goes wrong on the way.
    enum Fault {
        NONE,
        /// The connection ends.
        CLOSE,
        /// Nothing more comes, and the connection stays.
        STALL
    }

    static Reply of(int status) {
        return new Reply(status, List.of(), Bytes.of(new byte[0]), 0, Fault.NONE, 0);
    }

    /// Answers with an error document of the protocol.
    static Reply error(int status, String code, String message) {
        return of(status)
                .body(
                        "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"detail\":null}]}"
                                .formatted(code, message));
    }

    /// Answers with what a request asks of a blob, as a server that knows ranges: with all if it asks for no
    /// part. So a test does not depend on how much arrived before a connection ended.
    static Reply range(Bytes blob, Request request) {
        String range = request.header("Range").orElse("bytes=0-");
        int offset = Integer.parseInt(range.replaceAll("[^0-9]", ""));
        byte[] rest = Arrays.copyOfRange(blob.toArray(), offset, blob.length());
        return of(206).with(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(offset, blob.length() - 1, blob.length()))
                .body(Bytes.of(rest));
    }

    /// Ends the connection in place of an answer.
    static Reply hangUp() {
        return of(0).fault(Fault.CLOSE, 0);
    }

    /// Never answers.
    static Reply silence() {
        return of(0).fault(Fault.STALL, 0);
    }

    Reply status(int otherStatus) {
        return new Reply(otherStatus, headers, body, length, fault, cut);
    }

    Reply with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Reply(status, List.copyOf(more), body, length, fault, cut);
    }

    Reply body(String text) {
        return body(Bytes.of(text.getBytes(UTF_8)));
    }

    Reply body(Bytes bytes) {
        return new Reply(status, headers, bytes, bytes.length(), fault, cut);
    }

    /// Claims another length than the body has.
    Reply claiming(long otherLength) {
        return new Reply(status, headers, body, otherLength, fault, cut);
    }

    Reply closingAfter(int bytes) {
        return fault(Fault.CLOSE, bytes);
    }

    Reply stallingAfter(int bytes) {
        return fault(Fault.STALL, bytes);
    }

    private Reply fault(Fault newFault, int bytes) {
        return new Reply(status, headers, body, length, newFault, bytes);
    }

    /// Writes what is to be sent before the fault.
    void write(OutputStream out, boolean withBody) throws IOException {
        if (status == 0) {
            return;
        }
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (length >= 0 && status != 204) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        // In one piece: two would wait for each other (Nagle's algorithm, delayed acknowledgments).
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        if (withBody) {
            all.write(body.toArray(), 0, fault == Fault.NONE ? body.length() : cut);
        }
        all.writeTo(out);
        out.flush();
    }
}
