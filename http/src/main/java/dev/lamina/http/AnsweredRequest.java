package dev.lamina.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A request whose answer has ended, as far as others may know of it: no query, no credentials.
///
/// @param time          when it began
/// @param remoteAddress of the client, or of the proxy before it
/// @param account       who made it, if that was asked and proven
/// @param path          as the client wrote it, without the query
/// @param status        of the answer
/// @param received      bytes of the request's body
/// @param sent          bytes of the answer's body
/// @param duration      from its first byte to the last of the answer
public record AnsweredRequest(
        Instant time,
        String remoteAddress,
        Optional<String> account,
        String method,
        String path,
        int status,
        long received,
        long sent,
        Duration duration,
        Optional<String> userAgent) {}
