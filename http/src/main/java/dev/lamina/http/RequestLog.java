package dev.lamina.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells a listener what Jetty tells its log.
record RequestLog(RequestListener listener) implements org.eclipse.jetty.server.RequestLog {

    /// The attribute of a request that names who makes it.
    static final String ACCOUNT = "dev.lamina.hub.account";

    @Override
    public void log(Request request, Response response) {
        HttpURI uri = request.getHttpURI();
        String path = uri == null ? null : uri.getPath();
        listener.answered(
                new AnsweredRequest(
                        Instant.ofEpochMilli(Request.getTimeStamp(request)),
                        Optional.ofNullable(Request.getRemoteAddr(request)).orElse(""),
                        Optional.ofNullable((String) request.getAttribute(ACCOUNT)),
                        Optional.ofNullable(request.getMethod()).orElse(""),
                        Optional.ofNullable(path).orElse(""),
                        response.getStatus(),
                        Math.max(0, Request.getContentBytesRead(request)),
                        Math.max(0, Response.getContentBytesWritten(response)),
                        Duration.ofNanos(NanoTime.since(request.getBeginNanoTime())),
                        Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT))));
    }
}
