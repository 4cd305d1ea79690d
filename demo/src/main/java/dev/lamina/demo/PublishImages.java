package dev.lamina.demo;

import dev.lamina.cli.command.Context;
import dev.lamina.image.Descriptor;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;
import dev.lamina.registry.BlobSource;
import dev.lamina.registry.ClientOptions;
import dev.lamina.registry.ProgressCallback;
import dev.lamina.registry.RegistryClient;
import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.CredentialStore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Pushes the images to the hub as official ones.
final class PublishImages implements Step {

    @Override
    public String title() {
        return "Push them to the embedded hub as official images";
    }

    @Override
    public void show(Workshop workshop) throws IOException {
        workshop.say("the hub listens on " + workshop.hub().address());
        var options =
                ClientOptions.of(Context.USER_AGENT, workshop.environment(), workshop.directory());
        try (var client =
                new RegistryClient(RegistryConfig.DEFAULT, CredentialStore.NONE, options)) {
            for (MadeImage image : workshop.images()) {
                push(image, workshop, client);
            }
        }
    }

    private static void push(MadeImage image, Workshop workshop, RegistryClient client)
            throws IOException {
        Reference repository =
                Reference.parse(workshop.hub().address() + "/library/" + image.repository());
        for (PackedLayer layer : image.layers()) {
            push(repository, layer.descriptor(), offset -> open(layer.blob(), offset), client);
        }
        Descriptor config = Descriptor.of(MediaType.OCI_CONFIG, image.config());
        push(
                repository,
                config,
                offset -> {
                    InputStream in = image.config().openStream();
                    in.skipNBytes(offset);
                    return in;
                },
                client);
        for (String tag : image.tags()) {
            client.pushManifest(repository.withTag(tag), MediaType.OCI_MANIFEST, image.manifest());
            workshop.say("  library/" + image.repository() + ":" + tag);
        }
    }

    private static void push(
            Reference repository, Descriptor blob, BlobSource source, RegistryClient client)
            throws IOException {
        if (!client.blobExists(repository, blob.digest())) {
            client.pushBlob(repository, blob, source, ProgressCallback.NONE);
        }
    }

    private static InputStream open(Path file, long offset) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(offset);
        return in;
    }
}
