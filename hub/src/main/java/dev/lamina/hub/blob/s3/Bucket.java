package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.image.NotFoundException;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The few things that are done with a bucket. Every failure of the store is a
/// [BlobStoreException].
final class Bucket implements AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String name;

    Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    /// Something that is asked of the store.
    @FunctionalInterface
    private interface Call<T> {

        T run();
    }

    private static <T> T call(String what, Call<T> call) throws BlobStoreException {
        try {
            return call.run();
        } catch (SdkException e) {
            throw FailureText.of(what, e);
        }
    }

    /// Fails if the bucket is not there, or may not be used.
    void check() throws IOException {
        call("looking for the bucket " + name, () -> client.headBucket(to -> to.bucket(name)));
    }

    /// Returns the size of an object, if it is there.
    OptionalLong size(String key) throws IOException {
        try {
            return OptionalLong.of(
                    client.headObject(to -> to.bucket(name).key(key)).contentLength());
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw FailureText.of("looking for " + key, e);
        } catch (SdkException e) {
            throw FailureText.of("looking for " + key, e);
        }
    }

    /// Opens a part of an object, which must not be empty. What ends it early is a
    /// [BlobStoreException], too.
    ///
    /// @throws NotFoundException if there is no such object
    InputStream open(String key, long offset, long length) throws IOException {
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        try {
            return new ObjectInput(
                    key, client.getObject(to -> to.bucket(name).key(key).range(range)), length);
        } catch (NoSuchKeyException e) {
            throw new NotFoundException("object", key);
        } catch (SdkException e) {
            throw FailureText.of("reading " + key, e);
        }
    }

    void put(String key, Path file) throws IOException {
        call(
                "writing " + key,
                () -> client.putObject(to -> to.bucket(name).key(key), RequestBody.fromFile(file)));
    }

    void putEmpty(String key) throws IOException {
        call(
                "writing " + key,
                () -> client.putObject(to -> to.bucket(name).key(key), RequestBody.empty()));
    }

    /// Copies an object of at most 5 GiB within the store.
    void copy(String from, String key) throws IOException {
        call(
                "copying " + from,
                () ->
                        client.copyObject(
                                to ->
                                        to.sourceBucket(name)
                                                .sourceKey(from)
                                                .destinationBucket(name)
                                                .destinationKey(key)));
    }

    /// Removes an object, if it is there.
    void delete(String key) throws IOException {
        call("removing " + key, () -> client.deleteObject(to -> to.bucket(name).key(key)));
    }

    /// Returns the keys that begin with a prefix, in their order, at most `limit`.
    List<String> keys(String prefix, int limit) throws IOException {
        var keys = new ArrayList<String>();
        visit(
                prefix,
                object -> {
                    keys.add(object.key());
                    return keys.size() < limit;
                });
        return keys;
    }

    /// Shows the objects whose keys begin with a prefix, in the order of the keys, until the
    /// visitor has enough.
    void visit(String prefix, Visitor visitor) throws IOException {
        String token = null;
        boolean more = true;
        while (more) {
            String from = token;
            var page =
                    call(
                            "listing " + prefix,
                            () ->
                                    client.listObjectsV2(
                                            to ->
                                                    to.bucket(name)
                                                            .prefix(prefix)
                                                            .continuationToken(from)));
            for (S3Object object : page.contents()) {
                if (!visitor.see(object)) {
                    return;
                }
            }
            token = page.nextContinuationToken();
            more = Boolean.TRUE.equals(page.isTruncated()) && token != null;
        }
    }

    /// Sees an object; false if it wants to see no more.
    @FunctionalInterface
    interface Visitor {

        boolean see(S3Object object) throws IOException;
    }

    /// Begins an object of many parts.
    Parts begin(String key) throws IOException {
        String id =
                call(
                        "beginning " + key,
                        () ->
                                client.createMultipartUpload(to -> to.bucket(name).key(key))
                                        .uploadId());
        return new Parts(key, id);
    }

    /// An object that is made of parts. Each but the last has at least 5 MiB. Closing it forgets the
    /// parts, unless it is complete.
    final class Parts implements AutoCloseable {

        private final String key;
        private final String id;
        private final List<CompletedPart> parts = new ArrayList<>();
        private boolean isComplete;

        private Parts(String key, String id) {
            this.key = key;
            this.id = id;
        }

        /// Adds another object within the store.
        void copy(String from) throws IOException {
            int number = parts.size() + 1;
            String tag =
                    call(
                            "copying " + from,
                            () ->
                                    client.uploadPartCopy(
                                                    to ->
                                                            to.sourceBucket(name)
                                                                    .sourceKey(from)
                                                                    .destinationBucket(name)
                                                                    .destinationKey(key)
                                                                    .uploadId(id)
                                                                    .partNumber(number))
                                            .copyPartResult()
                                            .eTag());
            add(number, tag);
        }

        void put(Path file) throws IOException {
            int number = parts.size() + 1;
            String tag =
                    call(
                            "writing " + key,
                            () ->
                                    client.uploadPart(
                                                    to ->
                                                            to.bucket(name)
                                                                    .key(key)
                                                                    .uploadId(id)
                                                                    .partNumber(number),
                                                    RequestBody.fromFile(file))
                                            .eTag());
            add(number, tag);
        }

        private void add(int number, String tag) {
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }

        /// Makes the object appear.
        void complete() throws IOException {
            call(
                    "completing " + key,
                    () ->
                            client.completeMultipartUpload(
                                    to ->
                                            to.bucket(name)
                                                    .key(key)
                                                    .uploadId(id)
                                                    .multipartUpload(all -> all.parts(parts))));
            isComplete = true;
        }

        @Override
        public void close() throws IOException {
            if (!isComplete) {
                call(
                        "giving up " + key,
                        () ->
                                client.abortMultipartUpload(
                                        to -> to.bucket(name).key(key).uploadId(id)));
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
