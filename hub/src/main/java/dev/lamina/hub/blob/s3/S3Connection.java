package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStoreException;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import java.time.Duration;
import java.util.Optional;

/// How the store is spoken to, so that stores of others than Amazon understand it: buckets in the
/// path, no checksums that only Amazon knows, no body in signed chunks.
record S3Connection(BucketAddress address) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(10);

    /// @throws BlobStoreException if the region is not known
    S3Client client() throws BlobStoreException {
        var builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT_TIMEOUT)
                                        .socketTimeout(SOCKET_TIMEOUT))
                        .overrideConfiguration(to -> to.apiCallTimeout(CALL_TIMEOUT))
                        .serviceConfiguration(configuration())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        region().ifPresent(builder::region);
        address.endpoint().ifPresent(builder::endpointOverride);
        try {
            return builder.build();
        } catch (SdkException e) {
            throw FailureText.of("opening " + address, e);
        }
    }

    S3Presigner presigner() {
        var builder = S3Presigner.builder().serviceConfiguration(configuration());
        region().ifPresent(builder::region);
        address.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private S3Configuration configuration() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(address.endpoint().isPresent())
                .chunkedEncodingEnabled(false)
                .build();
    }

    /// Amazon's is found in the environment; others want none, but the signature has one.
    private Optional<Region> region() {
        if (address.region().isPresent()) {
            return address.region().map(Region::of);
        }
        return address.endpoint().isPresent() ? Optional.of(Region.US_EAST_1) : Optional.empty();
    }
}
