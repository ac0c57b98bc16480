package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Accounts;
import dev.llmmarketplace.core.access.Accounts.Account;
import dev.llmmarketplace.core.access.Accounts.Person;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.Sessions;
import dev.llmmarketplace.core.access.SignIn;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.identity.AccessTokens;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Signing up, in and out. */
public final class SignInRoutes {
    private final AccessStore access;
    private final Accounts accounts;
    private final SignIn signIn;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final InstantSource clock;

    public SignInRoutes(
            AccessStore access,
            Accounts accounts,
            SignIn signIn,
            Sessions sessions,
            AccessTokens tokens,
            InstantSource clock) {
        this.access = access;
        this.accounts = accounts;
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("register", this::signUp);
        routes.on("login", this::signIn);
        routes.on("refresh", this::refresh);
        routes.on("logout", this::signOut);
        routes.on("currentUser", this::currentUser);
    }

    record Registration(String email, String password, String fullName, NewOrganisation organisation) {
        record NewOrganisation(String slug, String name) {}
    }

    record Registered(UserBody user, OrganisationBody organisation, TokensBody tokens) {}

    record Credentials(String email, String password) {}

    record RefreshRequest(String refreshToken) {}

    record CurrentUser(UserBody user, OrganisationBody organisation, List<String> permissions) {}

    private Answer signUp(Request request) {
        Registration body = request.body(Registration.class);
        Account account = accounts.register(
                body.organisation().slug(),
                body.organisation().name(),
                new Person(body.email(), body.fullName(), new Secret(body.password())));
        return Answer.created(new Registered(
                UserBody.from(account.user()),
                OrganisationBody.from(account.organisation()),
                TokensBody.issue(account.user(), tokens, sessions)));
    }

    private Answer signIn(Request request) {
        Credentials body = request.body(Credentials.class);
        return switch (signIn.signIn(body.email(), new Secret(body.password()))) {
            case SignIn.Granted(User user) -> Answer.ok(TokensBody.issue(user, tokens, sessions));
            case SignIn.Refused() ->
                throw new ProblemException(ErrorCode.UNAUTHENTICATED, "Email or password are wrong.");
            case SignIn.Locked(Instant until) ->
                throw new ProblemException(Problem.passing(
                        ErrorCode.ACCOUNT_LOCKED,
                        "The account is locked until " + until + " after " + SignIn.LOCK_AFTER + " wrong passwords.",
                        Duration.between(clock.instant(), until)));
        };
    }

    private Answer refresh(Request request) {
        Secret token = new Secret(request.body(RefreshRequest.class).refreshToken());
        User user = sessions.redeem(token)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.UNAUTHENTICATED, "The refresh token is not good (any more). Sign in again."));
        return Answer.ok(TokensBody.issue(user, tokens, sessions));
    }

    private Answer signOut(Request request) {
        sessions.endAll(request.principal());
        return Answer.noContent();
    }

    private Answer currentUser(Request request) {
        Principal principal = request.principal();
        User user = access.findUser(principal.user()).orElseThrow(SignInRoutes::gone);
        Organisation organisation = access.findOrganisation(user.organisation()).orElseThrow(SignInRoutes::gone);
        List<String> permissions = Arrays.stream(Permission.values())
                .filter(principal::permits)
                .map(Permission::name)
                .toList();
        return Answer.ok(new CurrentUser(UserBody.from(user), OrganisationBody.from(organisation), permissions));
    }

    private static ProblemException gone() {
        return new ProblemException(ErrorCode.UNAUTHENTICATED, "The account does not exist any more.");
    }
}
