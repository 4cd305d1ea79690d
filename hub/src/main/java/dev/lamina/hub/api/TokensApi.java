package dev.lamina.hub.api;

import dev.lamina.hub.account.AccessToken;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.Right;
import dev.lamina.image.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests about what an account logs in with: its tokens and its password.
final class TokensApi {

    private TokensApi() {}

    static void list(ApiRequest request) throws Exception {
        Account account = owner(request);
        Instant now = request.parts().clock().instant();
        List<Map<String, @Nullable Object>> results =
                request.parts().tokens().of(account).stream()
                        .map(token -> document(token, now))
                        .toList();
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put("count", (long) results.size());
        page.put("next", null);
        page.put("previous", null);
        page.put("results", results);
        request.answer(200, page);
    }

    private static Map<String, @Nullable Object> document(AccessToken token, Instant now) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("uuid", Long.toString(token.id()));
        document.put("token_label", token.name());
        document.put("scopes", scopes(token.right()));
        document.put("generated_by", token.isLogin() ? "login" : "manual");
        document.put("created_at", token.createdAt().toString());
        document.put("last_used", token.used().map(Instant::toString).orElse(null));
        document.put("expires_at", token.expiresAt().map(Instant::toString).orElse(null));
        document.put(
                "is_active", token.expiresAt().map(end -> end.isAfter(now)).orElse(Boolean.TRUE));
        return document;
    }

    private static List<String> scopes(Right right) {
        return switch (right) {
            case NONE -> List.of();
            case READ -> List.of("repo:read");
            case WRITE -> List.of("repo:write");
            case ADMIN -> List.of("repo:admin");
        };
    }

    static void end(ApiRequest request) throws Exception {
        Account account = owner(request);
        String id = request.name("uuid");
        if (!id.matches("\\d{1,18}")
                || !request.parts().tokens().delete(account, Long.parseLong(id))) {
            throw ApiRequest.notFound();
        }
        request.exchange().send(204);
    }

    static void endAll(ApiRequest request) throws Exception {
        request.parts().tokens().endAll(owner(request));
        request.exchange().send(204);
    }

    /// A token that may do less than its account must not end those that may do more; robots are their
    /// owners'.
    private static Account owner(ApiRequest request) throws ApiException {
        Account account = request.account();
        if (account.kind() != Account.Kind.PERSON
                || !request.caller().ceiling().includes(Right.ADMIN)) {
            throw request.denied();
        }
        return account;
    }

    /// The present password is the proof: also who must change it may do this, and no token can.
    static void changePassword(ApiRequest request) throws Exception {
        JsonObject body = request.body();
        Optional<Account> account =
                request.parts()
                        .accounts()
                        .login(
                                request.name("username"),
                                body.string("password"),
                                request.exchange().remoteNetwork());
        if (account.isEmpty()) {
            throw new ApiException(401, "login: account or password are wrong");
        }
        String password = body.string("new_password");
        if (body.flag("revoke_tokens")) {
            request.parts().accounts().changePasswordAndEndTokens(account.get(), password);
        } else {
            request.parts().accounts().changePassword(account.get(), password);
        }
        request.exchange().send(204);
    }
}
