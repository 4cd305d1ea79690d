package dev.lamina.hub.api;

import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.Right;
import dev.lamina.image.json.JsonObject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Requests about what an account logs in with: its tokens and its password.
final class TokensApi {

    private TokensApi() {}

    static void list(ApiRequest request) throws Exception {
        Account account = owner(request);
        Instant now = request.parts().clock().instant();
        List<Answers.ShownToken> shown =
                request.parts().tokens().of(account).stream()
                        .map(token -> new Answers.ShownToken(token, now))
                        .toList();
        request.answer(200, Answers.TOKEN_PAGE, ResultPage.whole(shown));
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
