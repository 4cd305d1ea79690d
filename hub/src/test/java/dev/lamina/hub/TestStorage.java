package dev.lamina.hub;

import dev.lamina.hub.blob.s3.TestS3;
import dev.lamina.hub.db.TestPostgres;
import dev.lamina.hub.settings.StorageSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The two ways to keep a hub's content: all in a directory, or nothing.
enum TestStorage {
    EMBEDDED {
        @Override
        StorageSettings settings(Path directory) {
            return StorageSettings.EMBEDDED;
        }
    },
    SHARED {
        @Override
        StorageSettings settings(Path directory) throws IOException {
            TestS3 objects = TestS3.shared();
            int number = directory.toAbsolutePath().toString().hashCode() & Integer.MAX_VALUE;
            String bucket = objects.bucket("bucket-" + number);
            return StorageSettings.EMBEDDED
                    .withDatabase(TestPostgres.shared().url(directory), Optional.empty())
                    .withBucket(
                            "s3://" + bucket, Optional.of(objects.endpoint()), Optional.empty());
        }
    };

    /// Returns what the system property `lamina.test.storage` names; without it, all is embedded.
    static TestStorage chosen() {
        return valueOf(System.getProperty("lamina.test.storage", "EMBEDDED"));
    }

    /// Returns the settings for a directory: hubs with the same are one hub.
    abstract StorageSettings settings(Path directory) throws IOException;
}
