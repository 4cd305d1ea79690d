/// Blobs in a bucket of any store that speaks S3's protocol.
@NullMarked
package dev.lamina.hub.blob.s3;

import org.jspecify.annotations.NullMarked;
