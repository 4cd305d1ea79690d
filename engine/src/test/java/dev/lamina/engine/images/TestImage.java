package dev.lamina.engine.images;

import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.BlobIngest;
import dev.lamina.engine.store.LayerIngest;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ManifestJson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// A small image, made by hand: what a registry would send.
///
/// @param blobs one for each tar, compressed or not
public record TestImage(
        List<Bytes> tars,
        List<Bytes> blobs,
        Manifest manifest,
        Bytes manifestBytes,
        Bytes configBytes) {

    /// Returns an image whose layers travel as gzip.
    public static TestImage ofGzip(Bytes... tars) {
        List<Bytes> blobs = new ArrayList<>();
        for (Bytes tar : tars) {
            blobs.add(gzip(tar));
        }
        return of(List.of(tars), blobs, MediaType.OCI_LAYER_GZIP);
    }

    /// Returns an image whose layers travel as they are.
    public static TestImage ofPlain(Bytes... tars) {
        return of(List.of(tars), List.of(tars), MediaType.OCI_LAYER);
    }

    /// Returns an image of one layer that is labelled so, whatever it is.
    public static TestImage labelled(String mediaType, Bytes tar, Bytes blob) {
        return of(List.of(tar), List.of(blob), mediaType);
    }

    /// Returns an image whose only layer is this blob of gzip; the diffID is of something else.
    public static TestImage ofGzipBlob(Bytes blob) {
        return of(List.of(Bytes.EMPTY), List.of(blob), MediaType.OCI_LAYER_GZIP);
    }

    /// Returns an image whose only layer is this blob of zstd; the diffID is of something else.
    public static TestImage ofZstdBlob(Bytes blob) {
        return of(List.of(Bytes.EMPTY), List.of(blob), MediaType.OCI_LAYER_ZSTD);
    }

    private static TestImage of(List<Bytes> tars, List<Bytes> blobs, String layerType) {
        Bytes config = config(tars);
        List<Descriptor> layers =
                blobs.stream().map(blob -> Descriptor.of(layerType, blob)).toList();
        Manifest manifest = Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, config), layers);
        return new TestImage(tars, blobs, manifest, ManifestJson.write(manifest), config);
    }

    private static Bytes config(List<Bytes> tars) {
        var diffIds = new StringBuilder();
        for (Bytes tar : tars) {
            diffIds.append(diffIds.isEmpty() ? "" : ",").append('"').append(Digest.of(tar));
            diffIds.append('"');
        }
        return Bytes.utf8(
                """
                {"created":"2026-01-01T00:00:00Z","architecture":"amd64","os":"linux",\
                "config":{"Cmd":["sh"]},"rootfs":{"type":"layers","diff_ids":[%s]}}"""
                        .formatted(diffIds));
    }

    /// Returns the image with other words in its config.
    public TestImage withConfig(String text, String instead) {
        Bytes config = Bytes.utf8(configBytes.utf8().replace(text, instead));
        Manifest changed =
                Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, config), manifest.layers());
        return new TestImage(tars, blobs, changed, ManifestJson.write(changed), config);
    }

    /// Compresses as a registry's client does.
    public static Bytes gzip(Bytes bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            bytes.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(out.toByteArray());
    }

    public Descriptor target() {
        return Descriptor.of(MediaType.OCI_MANIFEST, manifestBytes);
    }

    public Digest id() {
        return Digest.of(configBytes);
    }

    public List<DiffId> diffIds() {
        return tars.stream().map(tar -> new DiffId(Digest.of(tar))).toList();
    }

    /// Puts the image into a images, in the order in which a pull does it.
    public void addTo(Images images, Reference reference) throws IOException {
        try (StoreLock _ = images.store().use()) {
            for (int i = 0; i < tars.size(); i++) {
                if (!images.store().blobs().has(manifest.layers().get(i))
                        || !images.store()
                                .layers()
                                .has(diffIds().get(i), Digest.of(blobs.get(i)))) {
                    addLayer(images, i);
                }
            }
            images.store().union(diffIds());
            images.store().blobs().add(id(), configBytes);
            images.store().blobs().add(target().digest(), manifestBytes);
            images.list().put(ImageEntry.of(reference, target(), target().digest(), id()));
        }
        images.sweep();
    }

    private void addLayer(Images images, int position) throws IOException {
        Descriptor blob = manifest.layers().get(position);
        DiffId diffId = diffIds().get(position);
        byte[] tar = tars.get(position).toArray();
        try (BlobIngest ingest = images.store().blobs().begin(blob);
                LayerIngest layer = images.store().layers().begin(diffId, blob.digest())) {
            if (ingest.received() > 0) {
                ingest.discard();
                addLayer(images, position);
                return;
            }
            ingest.write(blobs.get(position).toArray(), 0, blobs.get(position).length());
            layer.write(tar, 0, tar.length);
            ingest.finish();
            layer.verify();
            ingest.commit();
            layer.commit(blob.digest());
        }
    }
}
