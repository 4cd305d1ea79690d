package dev.lamina.hub.api;

import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.Proof;
import dev.lamina.image.json.JsonObject;

import java.util.Optional;

/// Requests about accounts.
final class AccountsApi {

    private AccountsApi() {}

    /// An access token is its own proof; a password gives a session.
    static void login(ApiRequest request) throws Exception {
        JsonObject body = request.body();
        Caller caller =
                request.parts()
                        .authentication()
                        .caller(
                                body.string("username"),
                                body.string("password"),
                                request.exchange().remoteNetwork());
        Account account = caller.account().orElseThrow();
        String token =
                caller.proof() instanceof Proof.Token shown
                        ? shown.secret()
                        : request.parts().sessions().begin(account);
        request.exchange().with("Cache-Control", "no-store");
        request.answer(200, Answers.LOGIN, token);
    }

    static void show(ApiRequest request) throws Exception {
        Optional<AccountName> name = AccountName.parse(request.name("username"));
        Optional<Account> account =
                name.isPresent() ? request.parts().accounts().find(name.get()) : Optional.empty();
        request.answer(200, Answers.ACCOUNT, account.orElseThrow(ApiRequest::notFound));
    }
}
