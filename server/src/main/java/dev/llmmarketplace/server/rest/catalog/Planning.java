package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.publishing.revision.Revise;
import dev.llmmarketplace.core.publishing.revision.RevisedFields;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.rest.catalog.PlanBody.Action;
import dev.llmmarketplace.server.rest.catalog.PlanBody.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares manifests with what is published. Blocking; thread-safe. */
final class Planning {
    /** What publishing gives a version, or says in another form. */
    private static final List<String> NOT_COMPARED = List.of(
            "id",
            "versionId",
            "name",
            "version",
            "status",
            "provider",
            "callable",
            "imported",
            "endpoint",
            "createdAt",
            "publishedAt",
            "deprecatedAt",
            "sunsetAt",
            "successor");

    private final CatalogStore catalog;
    private final Providers providers;

    Planning(CatalogStore catalog, Providers providers) {
        this.catalog = catalog;
        this.providers = providers;
    }

    /** What {@code manifest} would change, to its provider's eyes. */
    PlanBody plan(ServiceManifest manifest) {
        Optional<ServiceVersion> current = catalog.findCurrent(manifest.name());
        if (current.isEmpty()) {
            return new PlanBody(Action.CREATE, null, List.of());
        }
        List<ServiceVersion> versions = catalog.versions(current.get().service());
        ServiceVersion compared = versions.stream()
                .filter(version -> version.manifest().version().equals(manifest.version()))
                .findFirst()
                .orElse(current.get());
        List<Change> changes = new ArrayList<>();
        compare("", shown(compared, compared.manifest()), shown(compared, manifest), changes);
        String present = compared.manifest().version().toString();
        boolean isCurrent = compared.id().equals(current.get().id());
        Action action = isCurrent && revision(manifest, compared, changes)
                ? Action.REVISE
                : action(manifest, compared, versions, changes);
        return new PlanBody(action, present, changes);
    }

    /** What {@code version}, which is stored, changes in the version that is listed. */
    PlanBody changes(ServiceVersion version) {
        return catalog.findListed(List.of(version.service())).stream()
                .filter(listed -> !listed.id().equals(version.id()))
                .findFirst()
                .map(listed -> {
                    List<Change> changes = new ArrayList<>();
                    compare("", shown(listed, listed.manifest()), shown(listed, version.manifest()), changes);
                    return new PlanBody(
                            Action.UPDATE, listed.manifest().version().toString(), changes);
                })
                .orElseGet(() -> new PlanBody(Action.CREATE, null, List.of()));
    }

    private static boolean revision(ServiceManifest manifest, ServiceVersion compared, List<Change> changes) {
        return !changes.isEmpty()
                && Revise.revisable(compared)
                && RevisedFields.beyond(compared.manifest(), manifest).isEmpty();
    }

    private static Action action(
            ServiceManifest manifest, ServiceVersion compared, List<ServiceVersion> versions, List<Change> changes) {
        boolean ended = compared.status().successors().isEmpty();
        if (compared.manifest().version().equals(manifest.version()) && changes.isEmpty() && !ended) {
            return Action.UNCHANGED;
        }
        boolean greatest = versions.stream()
                .allMatch(version -> version.manifest().version().compareTo(manifest.version()) < 0);
        return greatest ? Action.UPDATE : Action.CONFLICT;
    }

    /** The same findings, and that a version of that number or a greater one is there, where it is. */
    static ManifestReport judged(ManifestReport report, ServiceManifest manifest, PlanBody plan) {
        if (plan.action() != Action.CONFLICT) {
            return report;
        }
        List<Violation> violations = new ArrayList<>(report.violations());
        violations.add(new Violation(
                "/version",
                "greater than every version that was published",
                "was " + manifest.version() + ", and there is that version with another content, or a greater one",
                "Raise the version; present is " + plan.present() + "."));
        return new ManifestReport(violations, report.warnings());
    }

    private JsonNode shown(ServiceVersion version, ServiceManifest manifest) {
        ServiceVersion as = new ServiceVersion(
                version.id(),
                version.service(),
                version.provider(),
                manifest,
                version.status(),
                version.priceVersion(),
                version.hasCredential(),
                version.imported(),
                version.createdAt(),
                version.publishedAt(),
                version.deprecatedAt(),
                version.farewell());
        ObjectNode tree = (ObjectNode) Json.tree(Json.text(ServiceBody.from(as, providers, true)));
        return tree.remove(NOT_COMPARED);
    }

    private static void compare(
            String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
        if (before == null || after == null) {
            changes.add(new Change(pointer, before, after));
        } else if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(Pointer.member(pointer, name), before.get(name), after.get(name), changes));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(Pointer.item(pointer, i), before.get(i), after.get(i), changes);
            }
        } else if (!before.equals(after)) {
            changes.add(new Change(pointer, before, after));
        }
    }
}
