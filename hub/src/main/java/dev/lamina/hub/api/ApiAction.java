package dev.lamina.hub.api;

/// What a request does.
@FunctionalInterface
interface ApiAction {

    /// Answers a request.
    ///
    /// @throws ApiException if it is not granted
    void answer(ApiRequest request) throws Exception;
}
