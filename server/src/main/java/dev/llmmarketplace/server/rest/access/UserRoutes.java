package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Accounts;
import dev.llmmarketplace.core.access.Accounts.Person;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Users and their roles, for those who manage them. */
public final class UserRoutes {
    private final AccessStore access;
    private final Accounts accounts;

    public UserRoutes(AccessStore access, Accounts accounts) {
        this.access = access;
        this.accounts = accounts;
    }

    public void register(Routes routes) {
        routes.on("createUser", this::create);
        routes.on("listUsers", this::list);
        routes.on("storeUserRoles", this::storeRoles);
    }

    record NewUser(String email, String password, String fullName, String organisationId, List<String> roles) {}

    record UserRoles(List<String> roles) {}

    private Answer create(Request request) {
        NewUser body = request.body(NewUser.class);
        OrganisationId organisation = OrganisationId.parse(body.organisationId());
        if (access.findOrganisation(organisation).isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    "/organisationId", "an organisation's id", "there is no such organisation", "Create it first."));
        }
        Person person = new Person(body.email(), body.fullName(), new Secret(body.password()));
        return Answer.created(UserBody.from(accounts.createUser(organisation, person, roles(body.roles()))));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.from(access.users(request.page()), UserBody::from));
    }

    private Answer storeRoles(Request request) {
        UserId id = UserId.parse(request.text("id"));
        Set<Role> roles = roles(request.body(UserRoles.class).roles());
        User user = find(id);
        if (id.equals(request.principal().user()) && !roles.contains(Role.SUPER_ADMIN)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "You would lose the right to manage users. Let another administrator do this.");
        }
        access.storeRoles(user.id(), roles);
        return Answer.ok(UserBody.from(find(id)));
    }

    private User find(UserId id) {
        return access.findUser(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no user " + id + "."));
    }

    private static Set<Role> roles(List<String> names) {
        return names.stream()
                .map(name -> WireName.parse(Role.class, name, "/roles"))
                .collect(Collectors.toSet());
    }
}
