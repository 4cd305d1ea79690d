package dev.lamina.hub.blob.s3;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where blobs are in an object store.
///
/// @param prefix   stands before all keys: empty, or ends with `/`
/// @param endpoint of a store that is not Amazon's
/// @param region   of the bucket; stores that know no regions take any
public record BucketAddress(
        String bucket, String prefix, Optional<URI> endpoint, Optional<String> region) {

    /// Names as Amazon S3 allows them (S3 User Guide, "General purpose bucket naming rules").
    private static final Pattern FORM =
            Pattern.compile(
                    "s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])"
                            + "(?:/(?<prefix>[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*))?/?");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    /// Reads `s3://BUCKET[/PREFIX]`.
    ///
    /// @throws IllegalArgumentException if a part is not of its form
    public static BucketAddress parse(
            String text, Optional<String> endpoint, Optional<String> region) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "blobs: expected s3://BUCKET[/PREFIX], got '" + text + "'");
        }
        if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
            throw new IllegalArgumentException(
                    "blobs, region: expected one like eu-central-1, got '" + region.get() + "'");
        }
        String prefix = matcher.group("prefix");
        return new BucketAddress(
                matcher.group("bucket"),
                prefix == null ? "" : prefix + "/",
                endpoint.map(BucketAddress::endpoint),
                region);
    }

    private static URI endpoint(String text) {
        try {
            var address = URI.create(text);
            if (text.matches("https?://.*")
                    && address.getHost() != null
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "blobs, endpoint: expected http:// or https:// and a host, got '" + text + "'");
    }

    /// Tells whether blobs go over a network where others can read them.
    boolean isReadableOnTheWay() {
        return endpoint.filter(
                        address ->
                                address.getScheme().equals("http")
                                        && !LOOPBACK.matcher(address.getHost()).matches())
                .isPresent();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
