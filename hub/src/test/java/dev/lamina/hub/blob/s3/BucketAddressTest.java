package dev.lamina.hub.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class BucketAddressTest {

    @ParameterizedTest
    @CsvSource({
        "s3://images, images, ''",
        "s3://images/, images, ''",
        "s3://my.images/team/hub, my.images, team/hub/",
        "s3://my.images/team/hub/, my.images, team/hub/"
    })
    void bucketAndPrefixAreRead(String text, String bucket, String prefix) {
        BucketAddress address = BucketAddress.parse(text, Optional.empty(), Optional.empty());

        assertThat(address.bucket()).isEqualTo(bucket);
        assertThat(address.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "images",
                "s3://",
                "s3://A",
                "s3://a b",
                "s3://images//x",
                "s3://images/a b",
                "https://images"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> BucketAddress.parse(text, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blobs: expected s3://BUCKET[/PREFIX], got '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "minio", "ftp://minio", "http://", "http://a:b@minio", "http://a b"})
    void anEndpointIsAnHttpAddress(String text) {
        assertThatThrownBy(
                        () ->
                                BucketAddress.parse(
                                        "s3://images", Optional.of(text), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://minio.example.com:9000, true",
        "http://127.0.0.1.example.com, true",
        "https://minio.example.com:9000, false",
        "http://localhost:9000, false",
        "http://127.0.0.1:9000, false",
        "http://[::1]:9000, false"
    })
    void plainHttpToAnotherMachineIsReadableOnTheWay(String endpoint, boolean isReadable) {
        var address = BucketAddress.parse("s3://images", Optional.of(endpoint), Optional.empty());

        assertThat(address.isReadableOnTheWay()).isEqualTo(isReadable);
    }

    @Test
    void aRegionIsAName() {
        assertThatThrownBy(
                        () ->
                                BucketAddress.parse(
                                        "s3://images", Optional.empty(), Optional.of("a/b")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
