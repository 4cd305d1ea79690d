package dev.lamina.hub.api;

import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The API as an OpenAPI document (OpenAPI Specification 3.1).
final class OpenApi {

    private static final Pattern BRACE = Pattern.compile("\\{(\\w+)}");

    private OpenApi() {}

    static Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info", Json.object(Map.entry("title", "Lamina Hub"), Map.entry("version", "2")));
        document.put("paths", paths());
        document.put("components", components());
        document.put(
                "security",
                List.of(Map.of("basic", List.of()), Map.of("bearer", List.of()), Map.of()));
        return document;
    }

    private static Map<String, @Nullable Object> components() {
        var components = new LinkedHashMap<String, @Nullable Object>();
        var schemas = new LinkedHashMap<String, @Nullable Object>();
        Answers.ALL.forEach(shape -> schemas.put(shape.name(), shape.schema()));
        components.put("schemas", schemas);
        components.put(
                "securitySchemes",
                Json.object(
                        Map.entry("basic", scheme("basic")),
                        Map.entry("bearer", scheme("bearer"))));
        return components;
    }

    private static Map<String, @Nullable Object> scheme(String name) {
        return Json.object(Map.entry("type", "http"), Map.entry("scheme", name));
    }

    private static Map<String, @Nullable Object> paths() {
        var paths = new LinkedHashMap<String, @Nullable Object>();
        for (ApiRoute route : ApiRoutes.ALL) {
            var operations = new LinkedHashMap<String, @Nullable Object>();
            for (ApiRoute other : ApiRoutes.ALL) {
                if (other.path().equals(route.path())) {
                    operations.put(other.method().toLowerCase(Locale.ROOT), operation(other));
                }
            }
            paths.putIfAbsent(route.path(), operations);
        }
        return paths;
    }

    private static Map<String, @Nullable Object> operation(ApiRoute route) {
        var operation = new LinkedHashMap<String, @Nullable Object>();
        operation.put("operationId", route.id());
        operation.put("summary", route.summary());
        operation.put("parameters", parameters(route));
        if (!route.body().isEmpty()) {
            operation.put(
                    "requestBody",
                    Map.of("content", Map.of("application/json", Map.of("schema", body(route)))));
        }
        operation.put("responses", responses(route.answer()));
        return operation;
    }

    private static Map<String, @Nullable Object> responses(ApiRoute.Answer answer) {
        var responses = new LinkedHashMap<String, @Nullable Object>();
        responses.put(
                Integer.toString(answer.status()), response(answer.meaning(), answer.shape()));
        responses.put("default", response("`message`: what is wrong", Optional.of(Answers.ERROR)));
        return responses;
    }

    private static Map<String, @Nullable Object> response(
            String description, Optional<Shape<?>> shape) {
        var response = new LinkedHashMap<String, @Nullable Object>();
        response.put("description", description);
        shape.ifPresent(
                named ->
                        response.put(
                                "content",
                                Map.of("application/json", Map.of("schema", named.reference()))));
        return response;
    }

    private static List<Map<String, @Nullable Object>> parameters(ApiRoute route) {
        var parameters = new ArrayList<Map<String, @Nullable Object>>();
        BRACE.matcher(route.path())
                .results()
                .forEach(brace -> parameters.add(parameter(brace.group(1), "path", "string", "")));
        for (ApiRoute.Field field : route.queries()) {
            parameters.add(parameter(field.name(), "query", field.type(), field.meaning()));
        }
        return parameters;
    }

    private static Map<String, @Nullable Object> parameter(
            String name, String in, String type, String meaning) {
        var parameter = new LinkedHashMap<String, @Nullable Object>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", in.equals("path"));
        parameter.put("description", meaning);
        parameter.put("schema", Map.of("type", type));
        return parameter;
    }

    private static Map<String, @Nullable Object> body(ApiRoute route) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (ApiRoute.Field field : route.body()) {
            var property = new LinkedHashMap<String, @Nullable Object>();
            property.put("type", field.type());
            if (field.type().equals("array")) {
                property.put("items", Map.of("type", "string"));
            }
            property.put("description", field.meaning());
            properties.put(field.name(), property);
        }
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }
}
