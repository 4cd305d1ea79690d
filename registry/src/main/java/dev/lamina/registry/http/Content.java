package dev.lamina.registry.http;

import java.io.IOException;

/// The body of a request.
public interface Content {

    /// No bytes.
    Content NONE = of(new byte[0]);

    /// How many bytes there are.
    long length();

    /// Hands over all bytes from their start, for each time that they are sent. A long body is written by a
    /// thread of its own.
    void writeTo(ContentSink sink) throws IOException;

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(ContentSink sink) throws IOException {
                sink.write(bytes, 0, bytes.length);
            }
        };
    }
}
