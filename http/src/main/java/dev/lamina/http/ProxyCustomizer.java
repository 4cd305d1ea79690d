package dev.lamina.http;

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

/// Believes proxies about their clients, and nobody else.
///
/// Each proxy adds who came to it to the end of `X-Forwarded-For`. Read from there, the first address that
/// is no proxy is the client; those before it came from the client.
final class ProxyCustomizer implements HttpConfiguration.Customizer {

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[0-9.]*)(?::[0-9]{1,5})?");

    private final List<Network> proxies;

    ProxyCustomizer(List<Network> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (!isFromProxy(request)) {
            return request;
        }
        List<String> schemes = request.getHeaders().getCSV("X-Forwarded-Proto", false);
        boolean secure = !schemes.isEmpty() && schemes.getLast().strip().equals("https");
        return new Forwarded(request, client(request), secure);
    }

    private boolean isFromProxy(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress remote
                && isProxy(remote.getAddress());
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.has(address));
    }

    /// Where all are proxies, the first of them is what asks.
    private Optional<InetAddress> client(Request request) {
        List<String> path = request.getHeaders().getCSV("X-Forwarded-For", false);
        Optional<InetAddress> client = Optional.empty();
        for (String text : path.reversed()) {
            Optional<InetAddress> address = address(text.strip());
            if (address.isEmpty()) {
                return client;
            }
            client = address;
            if (!isProxy(address.get())) {
                return client;
            }
        }
        return client;
    }

    /// Some proxies add the client's port: `192.0.2.1:55`, `[2001:db8::1]:55`.
    private static Optional<InetAddress> address(String text) {
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
