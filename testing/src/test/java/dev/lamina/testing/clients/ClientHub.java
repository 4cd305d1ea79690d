package dev.lamina.testing.clients;

import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.PeopleSettings;
import dev.lamina.hub.settings.SignUpMode;
import dev.lamina.testing.docs.OneFileImage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A hub on a free loopback port that takes everybody's pushes, and the JDK's client to look at it
/// past the client that is tested.
record ClientHub(Hub hub, HttpClient http) implements AutoCloseable {

    private static final String MANIFESTS =
            String.join(
                    ", ",
                    List.of(
                            "application/vnd.oci.image.index.v1+json",
                            "application/vnd.oci.image.manifest.v1+json",
                            "application/vnd.docker.distribution.manifest.list.v2+json",
                            "application/vnd.docker.distribution.manifest.v2+json"));

    static ClientHub start(Path data) throws IOException {
        var listen = HubSettings.parseListen("127.0.0.1:0");
        Hub hub = Hub.start(HubSettings.of(listen, data).withAnonymousPush(true));
        return new ClientHub(hub, HttpClient.newHttpClient());
    }

    /// Starts a hub that needs logins; the account `admin` has the password.
    static ClientHub startWithAccounts(Path data, String password) throws IOException {
        var listen = HubSettings.parseListen("127.0.0.1:0");
        Hub hub =
                Hub.start(
                        HubSettings.of(listen, data)
                                .withPeople(
                                        new PeopleSettings(
                                                SignUpMode.CLOSED, Optional.of(password))));
        return new ClientHub(hub, HttpClient.newHttpClient());
    }

    /// Host and port, as in references.
    String authority() {
        return "127.0.0.1:" + hub.address().getPort();
    }

    /// Returns a reference to something in the hub.
    String image(String name) {
        return authority() + "/" + name;
    }

    /// Pushes an image of one file, `etc/motd`.
    void push(String repository, String content) throws IOException {
        OneFileImage.push(image(repository), "etc/motd", content);
    }

    /// Asks the hub.
    ///
    /// @param path what follows `/v2/`
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://" + authority() + "/v2/" + path);
        HttpRequest request = HttpRequest.newBuilder(address).header("Accept", MANIFESTS).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Pushes an image index that has one manifest for two platforms.
    void pushIndex(String repository, String tag, HttpResponse<String> manifest)
            throws IOException, InterruptedException {
        String row =
                """
                {"mediaType": "%s", "digest": "%s", "size": %d,
                 "platform": {"os": "linux", "architecture": "%%s"}}"""
                        .formatted(
                                manifest.headers().firstValue("Content-Type").orElseThrow(),
                                manifest.headers()
                                        .firstValue("Docker-Content-Digest")
                                        .orElseThrow(),
                                manifest.body().length());
        put(
                repository + "/manifests/" + tag,
                "application/vnd.oci.image.index.v1+json",
                """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
                 "manifests": [%s, %s]}"""
                        .formatted(row.formatted("amd64"), row.formatted("arm64")));
    }

    private void put(String path, String type, String content)
            throws IOException, InterruptedException {
        URI address = URI.create("http://" + authority() + "/v2/" + path);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", type)
                        .PUT(HttpRequest.BodyPublishers.ofString(content))
                        .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IOException("PUT " + path + ": expected 201, got " + status);
        }
    }

    /// Returns the digest of a manifest.
    String digest(String repository, String reference) throws IOException, InterruptedException {
        return get(repository + "/manifests/" + reference)
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElse("none");
    }

    @Override
    public void close() {
        http.close();
        hub.close();
    }
}
