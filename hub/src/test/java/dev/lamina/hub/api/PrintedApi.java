package dev.lamina.hub.api;

import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import java.io.IOException;

/// A program that prints what a hub says of its API: the OpenAPI document, or the page if that is its argument.
final class PrintedApi {

    private PrintedApi() {}

    public static void main(String[] arguments) throws IOException {
        boolean page = arguments.length == 1 && arguments[0].equals("page");
        Bytes text = page ? Bytes.utf8(ApiPage.text()) : Json.writePretty(OpenApi.document(), "  ");
        text.writeTo(System.out);
        System.out.flush();
    }
}
