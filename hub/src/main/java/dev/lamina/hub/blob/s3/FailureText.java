package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStoreException;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;

/// Says in our words, in one line, what the client of object stores says of itself at length.
final class FailureText {

    private static final int DENIED = 403;
    private static final int NOT_FOUND = 404;

    private FailureText() {}

    /// Returns what is thrown in place of what the client threw.
    static BlobStoreException of(String what, SdkException failure) {
        return new BlobStoreException(what, text(failure), failure);
    }

    private static String text(SdkException failure) {
        return switch (failure) {
            case AwsServiceException answer -> answered(answer);
            case ApiCallTimeoutException late -> "no answer in time";
            case ApiCallAttemptTimeoutException late -> "no answer in time";
            default -> ofClient(failure);
        };
    }

    /// The store has answered with a status, and mostly a code in words such as `NoSuchBucket`.
    private static String answered(AwsServiceException answer) {
        String code =
                Optional.ofNullable(answer.awsErrorDetails())
                        .map(details -> details.errorCode())
                        .filter(text -> !text.isBlank() && !text.matches("\\d+"))
                        .map(text -> " " + text)
                        .orElse("");
        String status = "status " + answer.statusCode() + code;
        return switch (answer.statusCode()) {
            case DENIED -> "the store refuses the access key or what it asks for: " + status;
            case NOT_FOUND -> "the store does not have it: " + status;
            default -> "the store answers with " + status;
        };
    }

    private static String ofClient(SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Unable to load credentials")) {
            return "expected credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in"
                    + " ~/.aws/credentials, got none";
        }
        if (message.contains("Unable to load region")) {
            return "expected the region of the bucket in AWS_REGION or ~/.aws/config, or to be told,"
                    + " got none";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return switch (root) {
            case UnknownHostException host -> "no such host: " + host.getMessage();
            case SocketTimeoutException late -> "no answer in time";
            case SocketException gone -> "the store does not answer: " + gone.getMessage();
            default -> message.lines().findFirst().orElse("");
        };
    }
}
