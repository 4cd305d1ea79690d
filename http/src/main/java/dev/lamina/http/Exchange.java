package dev.lamina.http;

import dev.lamina.image.Bytes;

import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One request and its answer.
public final class Exchange implements AutoCloseable {

    /// Files are mapped in pieces of this size, so that the memory of the process stays small, however
    /// many clients there are. Larger ones were not faster.
    private static final long PIECE_SIZE = 1 << 20;

    /// What lies in the heap is written in pieces of this size: each is copied out of it, into memory
    /// that its thread keeps.
    private static final int SEND_SIZE = 256 << 10;

    private static final int STREAM_BUFFER_SIZE = 64 << 10;

    /// Bodies up to this size need no share of the memory, so that errors can always be told.
    private static final int SMALL_BODY = 4 << 10;

    private static final List<String> OF_CONTENT =
            List.of("ETag", "Cache-Control", "Content-Encoding", "Content-Range", "Accept-Ranges");

    private final Request request;
    private final Response response;
    private final Pace pace;
    private final MemoryBudget memory;
    private final String client;
    private long taken;
    private long reserved;
    private boolean bodyWanted;
    private @Nullable Planned planned;

    /// An answer that is to be sent.
    private record Planned(int status, Bytes body) {}

    /// @param client whose share of the memory is used
    Exchange(Request request, Response response, Pace pace, MemoryBudget memory, String client) {
        this.request = request;
        this.response = response;
        this.pace = pace;
        this.memory = memory;
        this.client = client;
    }

    /// The method in upper case.
    public String method() {
        return request.getMethod();
    }

    /// The path, decoded and without `.` and `..`; never ambiguous, because the server refuses
    /// paths with encoded separators.
    public String path() {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "/" : path;
    }

    /// The path as the client wrote it.
    public String rawPath() {
        String path = request.getHttpURI().getPath();
        return path == null ? "/" : path;
    }

    /// Returns the first value of a query parameter.
    ///
    /// @throws HttpException if the query is malformed
    public Optional<String> query(String name) throws HttpException {
        return queries(name).stream().findFirst();
    }

    /// Returns all values of a query parameter.
    ///
    /// @throws HttpException if the query is malformed
    public List<String> queries(String name) throws HttpException {
        if (request.getHttpURI().getQuery() == null) {
            return List.of();
        }
        try {
            Fields fields = Request.extractQueryParameters(request);
            return List.copyOf(fields.getValuesOrEmpty(name));
        } catch (RuntimeException e) {
            throw new HttpException(400, "query: expected percent-encoded UTF-8");
        }
    }

    /// Returns the whole query as it was written, with the question mark; empty if there is none.
    public String queryText() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : "?" + query;
    }

    /// Returns host and port that the client wrote, or the address that it reached.
    public String host() {
        return header("Host").orElseGet(() -> Request.getServerName(request));
    }

    /// Tells whether the request came over TLS.
    public boolean isSecure() {
        return request.isSecure();
    }

    /// Returns the address of the client, or of the proxy before it.
    public String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    /// Returns what counts as one address where attempts are counted: of IPv6 its network, which has an
    /// address for each attempt.
    public String remoteNetwork() {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress remote
                ? AddressCounts.network(remote.getAddress()).getHostAddress()
                : remoteAddress();
    }

    /// Returns whose share of what there is for all this request takes: an address, of IPv6 its network;
    /// empty for a client that is trusted with all.
    public String client() {
        return client;
    }

    /// Notes who makes the request, for the access log. An empty name is nobody's.
    public void identify(String account) {
        if (!account.isEmpty()) {
            request.setAttribute(RequestLog.ACCOUNT, account);
        }
    }

    /// Returns the value of a cookie.
    public Optional<String> cookie(String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /// Returns the value of a request header.
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /// Returns the values of all lines of a request header, in their order.
    public List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }

    /// Returns the size of the request body in bytes; empty if it is not known before it ends.
    public OptionalLong bodySize() {
        long size = request.getLength();
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /// Returns the request body. Reading it throws [ClientGoneException].
    public InputStream body() {
        bodyWanted = true;
        return new RequestBody(Request.asInputStream(request), pace);
    }

    /// Reads the whole request body.
    ///
    /// @param most bytes that it may have
    /// @return the body; empty if it is larger, of which nothing more is read
    /// @throws ServerBusyException if other requests have the memory for it
    public Optional<Bytes> readBody(int most) throws IOException {
        if (bodySize().orElse(0) > most) {
            return Optional.empty();
        }
        InputStream in = body();
        byte[] buffer = new byte[Math.min(most + 1, SMALL_BODY)];
        int size = 0;
        for (int n = 0; n >= 0; n = in.read(buffer, size, buffer.length - size)) {
            size += n;
            if (size > most) {
                return Optional.empty();
            }
            if (size == buffer.length) {
                int larger = (int) Math.min(most + 1L, 2L * size);
                reserve(larger);
                buffer = Arrays.copyOf(buffer, larger);
            }
        }
        return Optional.of(Bytes.of(buffer, 0, size));
    }

    /// Reserves memory until the end of this exchange, for bodies that are held whole and what is
    /// made of them. What was reserved before counts.
    ///
    /// @param bytes all in all
    /// @throws ServerBusyException if other requests have it
    public void reserve(long bytes) throws ServerBusyException {
        if (bytes > reserved) {
            taken += memory.take(client, bytes - reserved, taken);
            reserved = bytes;
        }
    }

    /// Reserves memory beside what was reserved before.
    ///
    /// @throws ServerBusyException if other requests have it
    public void reserveMore(long bytes) throws ServerBusyException {
        reserve(reserved + bytes);
    }

    /// Reads what is left of the request body after the answer, up to a limit: a client that is
    /// still sending when its connection closes would see that its connection broke, and not the
    /// answer (RFC 9112 section 9.6).
    void drain() {
        boolean awaitsContinue = header("Expect").isPresent() && !bodyWanted;
        if (awaitsContinue || request.getLength() == 0) {
            return;
        }
        pace.endWithin(HttpLimits.DRAIN_TIMEOUT);
        byte[] buffer = new byte[STREAM_BUFFER_SIZE];
        try {
            InputStream rest = body();
            long left = HttpLimits.MAX_DRAINED;
            while (left > 0) {
                int read = rest.read(buffer);
                left -= read < 0 ? left : read;
            }
        } catch (IOException e) {
            // The answer is out; a client that has gone needs nothing more.
            return;
        }
    }

    /// Sets a header of the answer.
    public Exchange with(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /// Takes back what was said of the content that was to be sent: an error is sent in its place, which
    /// nobody may keep.
    public Exchange withoutContent() {
        OF_CONTENT.forEach(response.getHeaders()::remove);
        return this;
    }

    /// Sets a header of the answer if it has not been set.
    public Exchange withDefault(String name, String value) {
        if (!response.getHeaders().contains(name)) {
            with(name, value);
        }
        return this;
    }

    /// Sends an answer without a body.
    public void send(int status) throws IOException {
        send(status, Bytes.EMPTY);
    }

    /// Sends an answer without the content that a GET of the same would have: to HEAD, or 304 (RFC 9110
    /// section 8.6).
    ///
    /// @param size of that content in bytes
    public void sendHead(int status, long size) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size);
        write(true, ByteBuffer.allocate(0));
    }

    /// Sends a whole answer. To HEAD goes the same without the body.
    public void send(int status, Bytes body) throws IOException {
        if (body.length() > SMALL_BODY) {
            reserve(body.length());
        }
        begin(status, body.length());
        writeAll(isHead() ? ByteBuffer.allocate(0) : body.asByteBuffer(), true);
    }

    /// Plans a whole answer, in the place of one that was planned before: whoever computes it need not be
    /// who waits until the client has taken it.
    public void plan(int status, Bytes body) {
        planned = new Planned(status, body);
    }

    /// Sends the answer that was planned, if one was.
    public void sendPlanned() throws IOException {
        Planned answer = planned;
        planned = null;
        if (answer != null) {
            send(answer.status(), answer.body());
        }
    }

    /// Sends a part of a file as the body: mapped, so that it is copied once, by the kernel. To HEAD goes the same without the body.
    public void send(int status, FileChannel file, long offset, long length) throws IOException {
        begin(status, length);
        if (isHead() || length == 0) {
            write(true, ByteBuffer.allocate(0));
            return;
        }
        long end = offset + length;
        for (long position = offset; position < end; position += PIECE_SIZE) {
            long size = Math.min(PIECE_SIZE, end - position);
            sendPiece(file, position, size, position + size == end);
        }
    }

    private void sendPiece(FileChannel file, long position, long size, boolean last)
            throws IOException {
        try (Arena arena = Arena.ofShared()) {
            ByteBuffer piece =
                    file.map(FileChannel.MapMode.READ_ONLY, position, size, arena).asByteBuffer();
            write(last, piece);
        }
    }

    /// Sends a stream as the body, which must have `length` bytes. To HEAD goes the same without
    /// the body.
    public void send(int status, InputStream content, long length) throws IOException {
        if (isHead()) {
            begin(status, length);
            write(true, ByteBuffer.allocate(0));
            return;
        }
        reserve(STREAM_BUFFER_SIZE);
        begin(status, length);
        byte[] buffer = new byte[STREAM_BUFFER_SIZE];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            write(false, ByteBuffer.wrap(buffer, 0, n));
        }
        write(true, ByteBuffer.allocate(0));
    }

    /// Tells whether the answer has begun, so that its status can no longer change.
    public boolean isCommitted() {
        return response.isCommitted();
    }

    private boolean isHead() {
        return method().equals("HEAD");
    }

    private void begin(int status, long length) {
        response.setStatus(status);
        if (status != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
    }

    private void writeAll(ByteBuffer content, boolean last) throws IOException {
        do {
            int size = Math.min(SEND_SIZE, content.remaining());
            ByteBuffer part = content.slice(content.position(), size);
            content.position(content.position() + size);
            write(last && !content.hasRemaining(), part);
        } while (content.hasRemaining());
    }

    private void write(boolean last, ByteBuffer buffer) throws IOException {
        int size = buffer.remaining();
        // A whole piece may take a slow client longer than it has; its buffer tells what has gone.
        pace.beginSending(() -> size - buffer.remaining());
        try (Blocker.Callback callback = Blocker.callback()) {
            response.write(last, buffer, callback);
            callback.block();
        } finally {
            pace.endSending(size);
        }
    }

    /// Gives back what was reserved.
    @Override
    public void close() {
        memory.giveBack(client, taken);
        taken = 0;
    }
}
