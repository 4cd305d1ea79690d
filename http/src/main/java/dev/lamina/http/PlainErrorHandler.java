package dev.lamina.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what never reached a handler, for instance malformed requests, in the handler's words.
final class PlainErrorHandler implements Request.Handler {

    private final HttpHandler handler;

    PlainErrorHandler(HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        HttpHandler.ErrorBody body =
                handler.error(path(request), status, HttpStatus.getMessage(status));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, body.contentType());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, body.content().asByteBuffer(), callback);
        return true;
    }

    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }
}
