package dev.lamina.hub.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// What is said of an object store that refuses, instead of what its client says.
final class FailureTextTest {

    private static String text(SdkException failure) {
        return FailureText.of("looking for x", failure)
                .getMessage()
                .replaceFirst("^blob store, looking for x: ", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | InvalidAccessKeyId | the store refuses the access key or what it asks for: status"
                        + " 403 InvalidAccessKeyId",
                "403 | ''                 | the store refuses the access key or what it asks for: status 403",
                "404 | NoSuchBucket       | the store does not have it: status 404 NoSuchBucket",
                "503 | SlowDown           | the store answers with status 503 SlowDown",
            })
    void anAnswerIsItsStatus(int status, String code, String expected) {
        var answer =
                S3Exception.builder()
                        .message("(Service: S3, Status Code: 1, Request ID: null)")
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build();

        assertThat(text((SdkException) answer)).isEqualTo(expected);
    }

    @Test
    void anAnswerWithoutDetailsIsItsStatus() {
        assertThat(text((SdkException) S3Exception.builder().statusCode(500).build()))
                .isEqualTo("the store answers with status 500");
    }

    @Test
    void aStoreThatIsNotThereDoesNotAnswer() {
        assertThat(text(client(new ConnectException("Connection refused"))))
                .isEqualTo("the store does not answer: Connection refused");
        assertThat(text(client(new UnknownHostException("s3.invalid"))))
                .isEqualTo("no such host: s3.invalid");
        assertThat(text(client(new SocketTimeoutException("Read timed out"))))
                .isEqualTo("no answer in time");
        assertThat(text(ApiCallTimeoutException.create(600_000))).isEqualTo("no answer in time");
    }

    @Test
    void whatIsMissingInTheSurroundingsIsNamedInOneLine() {
        assertThat(text(SdkClientException.create("Unable to load credentials from any of the\n")))
                .startsWith("expected credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
                .hasLineCount(1);
        assertThat(text(SdkClientException.create("Unable to load region from any of the\n")))
                .startsWith("expected the region of the bucket in AWS_REGION")
                .hasLineCount(1);
        assertThat(text(SdkClientException.create("first line\nsecond"))).isEqualTo("first line");
    }

    private static SdkException client(IOException cause) {
        return SdkClientException.create("Unable to execute HTTP request: at length", cause);
    }
}
