package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.Verdict.Effect;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.VerdictId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts in force, by consumer and subject. A consumer's verdicts are one immutable map that is replaced with each
 * change. Changes come on the feed's thread; readers take no lock, and pay one look-up where there are no verdicts.
 */
public final class VerdictBook implements Feed.Listener<VerdictId, Verdict> {
    private static final OrganisationId EVERYBODY = new OrganisationId(new UUID(0, 0));

    /** Touched by the feed's thread alone. */
    private final Map<VerdictId, Verdict> known = new HashMap<>();

    private volatile Map<OrganisationId, Map<Subject, List<Verdict>>> byConsumer = new ConcurrentHashMap<>();

    /** True while nobody's calls are judged. */
    public boolean isEmpty() {
        return byConsumer.isEmpty();
    }

    /**
     * The verdict that denies calls to what {@code subjects} describe; null when they are allowed.
     *
     * @param consumer whose calls; null for somebody of whom no more is known than that he is one of everybody
     * @param subjects of one thing, the narrowest first
     */
    public @Nullable Verdict denial(
            @Nullable OrganisationId consumer, List<? extends Subject> subjects, long unixMillis) {
        Map<OrganisationId, Map<Subject, List<Verdict>>> all = byConsumer;
        if (all.isEmpty()) {
            return null;
        }
        for (int i = 0; i < subjects.size(); i++) {
            Verdict found = find(all, consumer, subjects.get(i), unixMillis);
            if (found != null) {
                return found.effect() == Effect.DENY ? found : null;
            }
        }
        return null;
    }

    private static @Nullable Verdict find(
            Map<OrganisationId, Map<Subject, List<Verdict>>> all,
            @Nullable OrganisationId consumer,
            Subject subject,
            long unixMillis) {
        Verdict own = consumer == null ? null : first(all.get(consumer), subject, unixMillis);
        return own != null ? own : first(all.get(EVERYBODY), subject, unixMillis);
    }

    private static @Nullable Verdict first(
            @Nullable Map<Subject, List<Verdict>> verdicts, Subject subject, long unixMillis) {
        List<Verdict> about = verdicts == null ? null : verdicts.get(subject);
        if (about != null) {
            for (int i = 0; i < about.size(); i++) {
                if (about.get(i).counts(unixMillis)) {
                    return about.get(i);
                }
            }
        }
        return null;
    }

    @Override
    public void replaced(Collection<Verdict> all) {
        known.clear();
        Map<OrganisationId, Map<Subject, List<Verdict>>> fresh = new ConcurrentHashMap<>();
        all.forEach(verdict -> add(fresh, verdict));
        byConsumer = fresh;
    }

    /** A verdict that changes is never without a successor meanwhile, as long as it is about the same consumer. */
    @Override
    public void changed(List<Verdict> present, List<VerdictId> gone) {
        Map<OrganisationId, Map<Subject, List<Verdict>>> next = new ConcurrentHashMap<>(byConsumer);
        gone.forEach(id -> remove(next, id));
        for (Verdict verdict : present) {
            remove(next, verdict.id());
            add(next, verdict);
        }
        byConsumer = next;
    }

    private void add(Map<OrganisationId, Map<Subject, List<Verdict>>> to, Verdict verdict) {
        known.put(verdict.id(), verdict);
        to.compute(consumer(verdict), (_, before) -> {
            Map<Subject, List<Verdict>> verdicts = before == null ? new HashMap<>() : new HashMap<>(before);
            List<Verdict> about = new ArrayList<>(verdicts.getOrDefault(verdict.subject(), List.of()));
            about.add(verdict);
            about.sort(Comparator.comparingInt(some -> some.effect() == Effect.DENY ? 0 : 1));
            verdicts.put(verdict.subject(), List.copyOf(about));
            return verdicts;
        });
    }

    private void remove(Map<OrganisationId, Map<Subject, List<Verdict>>> from, VerdictId id) {
        Verdict removed = known.remove(id);
        if (removed != null) {
            from.computeIfPresent(consumer(removed), (_, before) -> {
                Map<Subject, List<Verdict>> verdicts = new HashMap<>(before);
                List<Verdict> rest = verdicts.getOrDefault(removed.subject(), List.of()).stream()
                        .filter(some -> !some.id().equals(id))
                        .toList();
                if (rest.isEmpty()) {
                    verdicts.remove(removed.subject());
                } else {
                    verdicts.put(removed.subject(), rest);
                }
                return verdicts.isEmpty() ? null : verdicts;
            });
        }
    }

    private static OrganisationId consumer(Verdict verdict) {
        OrganisationId consumer = verdict.consumer();
        return consumer == null ? EVERYBODY : consumer;
    }
}
