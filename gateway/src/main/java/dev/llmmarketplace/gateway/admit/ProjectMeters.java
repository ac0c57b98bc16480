package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.gateway.admit.Throttle.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The counters of projects that have limits. Changes come on the feed's thread; readers take no lock. */
public final class ProjectMeters implements Feed.Listener<ProjectId, Project> {
    private volatile Map<ProjectId, Meter> byProject = new ConcurrentHashMap<>();

    /**
     * @param throttle null when its calls are not limited
     * @param purse null when its spending is not limited
     */
    record Meter(
            Project.Limits limits,
            @Nullable Throttle throttle,
            @Nullable Purse purse) {

        /** @param before of an earlier state of the project; what did not change keeps its counters */
        static Meter of(Project project, @Nullable Meter before) {
            Project.Limits limits = project.limits();
            if (before != null && before.limits.equals(limits)) {
                return before;
            }
            Money budget = limits.perMonth();
            return new Meter(
                    limits,
                    throttle(limits, before == null ? null : before.throttle),
                    budget == null ? null : new Purse(project.id().value(), budget));
        }

        private static @Nullable Throttle throttle(Project.Limits limits, @Nullable Throttle before) {
            if (limits.requestsPerMinute() == 0 && limits.tokensPerMinute() == 0 && limits.concurrency() == 0) {
                return null;
            }
            Rates rates = Rates.of(limits);
            return before == null ? Throttle.of(Scope.PROJECT, rates) : before.becoming(rates);
        }
    }

    /** Null when the key is in no project, or in one without limits. */
    @Nullable
    Meter of(RingKey key) {
        ProjectId project = key.project();
        return project == null ? null : byProject.get(project);
    }

    @Override
    public void replaced(Collection<Project> all) {
        Map<ProjectId, Meter> before = byProject;
        Map<ProjectId, Meter> fresh = new ConcurrentHashMap<>();
        all.forEach(project -> fresh.put(project.id(), Meter.of(project, before.get(project.id()))));
        byProject = fresh;
    }

    @Override
    public void changed(List<Project> present, List<ProjectId> gone) {
        present.forEach(project -> byProject.put(project.id(), Meter.of(project, byProject.get(project.id()))));
        gone.forEach(byProject::remove);
    }
}
