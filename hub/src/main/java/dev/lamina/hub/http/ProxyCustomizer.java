package dev.lamina.hub.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Believes a proxy about its clients.
///
/// Only the last address of `X-Forwarded-For` is the proxy's word; those before it came from the
/// client.
final class ProxyCustomizer implements HttpConfiguration.Customizer {

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[0-9.]*)(?::[0-9]{1,5})?");

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Optional<InetAddress> client = last(request, "X-Forwarded-For").flatMap(this::address);
        boolean secure = last(request, "X-Forwarded-Proto").filter("https"::equals).isPresent();
        return new Forwarded(request, client, secure);
    }

    private static Optional<String> last(Request request, String header) {
        List<String> values = request.getHeaders().getCSV(header, false);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast().strip());
    }

    /// Some proxies add the client's port: `192.0.2.1:55`, `[2001:db8::1]:55`.
    private Optional<InetAddress> address(String text) {
        Matcher parts = WITH_PORT.matcher(text);
        try {
            return Optional.of(InetAddress.ofLiteral(parts.matches() ? parts.group(1) : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// A request as it came to the proxy.
    private static final class Forwarded extends Request.Wrapper {

        private final Optional<InetAddress> client;
        private final boolean secure;

        Forwarded(Request request, Optional<InetAddress> client, boolean secure) {
            super(request);
            this.client = client;
            this.secure = secure;
        }

        @Override
        public boolean isSecure() {
            return secure || super.isSecure();
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return new ConnectionMetaData.Wrapper(super.getConnectionMetaData()) {

                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client.<SocketAddress>map(address -> new InetSocketAddress(address, 0))
                            .orElseGet(super::getRemoteSocketAddress);
                }
            };
        }
    }
}
