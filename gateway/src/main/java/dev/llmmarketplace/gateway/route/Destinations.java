package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.CallableService.Door;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Residency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a version, those of the lowest priority number first. A choice allocates nothing: endpoints are known
 * by their place, sets of them are bits. Immutable but for the endpoints' health; thread-safe.
 */
public final class Destinations {
    /** No affinity. */
    public static final long ANYWHERE = 0;

    /** No endpoint can take the call. */
    public static final int NONE = -1;

    private final Destination[] all;

    Destinations(List<Destination> destinations) {
        this.all = destinations.stream()
                .sorted(Comparator.comparingInt(some -> some.endpoint().priority()))
                .toArray(Destination[]::new);
    }

    /** Of the endpoints that can be called; what was learned of one lives on under its name. */
    static Destinations of(CallableService service, @Nullable Destinations before, Ejected ejected) {
        List<Destination> made = new ArrayList<>();
        for (Door door : service.doors()) {
            if (door.opens()) {
                try {
                    made.add(destination(service, door, before, ejected));
                } catch (IllegalArgumentException e) {
                    // Its address or credential is no good; the others may be.
                }
            }
        }
        return new Destinations(made);
    }

    private static Destination destination(
            CallableService service, Door door, @Nullable Destinations before, Ejected ejected) {
        Destination known = before == null ? null : before.find(door.endpoint());
        if (known == null) {
            return new Destination(service, door, new EndpointHealth(ejected.settings()), ejected);
        }
        return known.door().equals(door) ? known : new Destination(service, door, known.health(), ejected);
    }

    private @Nullable Destination find(Endpoint endpoint) {
        for (Destination known : all) {
            if (known.endpoint().equals(endpoint)) {
                return known;
            }
        }
        return null;
    }

    public int size() {
        return all.length;
    }

    public Destination at(int place) {
        return all[place];
    }

    /**
     * Picks one by weight among the available ones of the lowest priority number, and takes the right to a call there,
     * which must be told how it went.
     *
     * @param without bits of those that shall not be picked
     * @return its place, or {@link #NONE}
     */
    public int choose(int without, long now) {
        return choose(without, now, ANYWHERE);
    }

    /**
     * The same for callers who want to come back to where they were: calls of one affinity go to one endpoint as long as it
     * is available, and only those of an endpoint that is not are spread over the others (weighted rendezvous hashing,
     * Thaler and Ravishankar, 1998; Schindelhauer and Schomaker, 2005).
     *
     * @param affinity a hash, or {@link #ANYWHERE}
     */
    public int choose(int without, long now, long affinity) {
        if (all.length == 1) {
            return without == 0 && all[0].health().enter(now) ? 0 : NONE;
        }
        int excluded = without;
        while (true) {
            int picked = pick(excluded, now, affinity);
            if (picked == NONE || all[picked].health().enter(now)) {
                return picked;
            }
            excluded |= bit(picked); // another call was first to try it
        }
    }

    private int pick(int excluded, long now, long affinity) {
        int from = 0;
        while (from < all.length) {
            int behind = behindPriority(from);
            int weight = weight(from, behind, excluded, now);
            if (weight > 0) {
                return affinity == ANYWHERE
                        ? pick(
                                from,
                                behind,
                                excluded,
                                now,
                                ThreadLocalRandom.current().nextInt(weight))
                        : closest(from, behind, excluded, now, affinity);
            }
            from = behind;
        }
        return NONE;
    }

    private int behindPriority(int from) {
        int priority = all[from].endpoint().priority();
        int behind = from + 1;
        while (behind < all.length && all[behind].endpoint().priority() == priority) {
            behind++;
        }
        return behind;
    }

    private int weight(int from, int behind, int excluded, long now) {
        int sum = 0;
        for (int i = from; i < behind; i++) {
            sum += candidate(i, excluded, now) ? all[i].endpoint().weight() : 0;
        }
        return sum;
    }

    /** A circuit may have changed since the weights were added up: then the last candidate is as good. */
    private int pick(int from, int behind, int excluded, long now, int dice) {
        int left = dice;
        int last = NONE;
        for (int i = from; i < behind; i++) {
            if (candidate(i, excluded, now)) {
                last = i;
                left -= all[i].endpoint().weight();
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private int closest(int from, int behind, int excluded, long now, long affinity) {
        int best = NONE;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < behind; i++) {
            if (candidate(i, excluded, now)) {
                double score = score(all[i].endpoint(), affinity);
                if (best == NONE || score > highest) {
                    highest = score;
                    best = i;
                }
            }
        }
        return best;
    }

    /** Higher for larger weights; {@code -weight / ln(u)} with a {@code u} of its own for each pair. */
    private static double score(Endpoint endpoint, long affinity) {
        long mixed = mix(affinity ^ mix(endpoint.name().hashCode()));
        double uniform = ((mixed >>> 11) + 0.5) * 0x1.0p-53;
        return -endpoint.weight() / Math.log(uniform);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** What {@link #choose(int, long, long)} goes by. */
    public static long affinity(String key) {
        long hash = 1;
        for (int i = 0; i < key.length(); i++) {
            hash = mix(hash + key.charAt(i) + 0x9E3779B97F4A7C15L);
        }
        return hash == ANYWHERE ? 1 : hash;
    }

    private boolean candidate(int place, int excluded, long now) {
        return (excluded & bit(place)) == 0 && all[place].health().available(now);
    }

    /** The place as a member of a set. */
    public static int bit(int place) {
        return 1 << place;
    }

    /** Bits of those that are not known to lie within {@code residency}. */
    public int outside(Residency residency) {
        int outside = 0;
        for (int i = 0; i < all.length; i++) {
            outside |= residency.permits(all[i].places()) ? 0 : bit(i);
        }
        return outside;
    }

    /** True when at least one of them is in use. */
    public boolean available(long now) {
        for (int i = 0; i < all.length; i++) {
            if (candidate(i, 0, now)) {
                return true;
            }
        }
        return false;
    }

    /** The place of the first one; {@link #NONE} when all are in {@code without}. */
    public int first(int without) {
        for (int i = 0; i < all.length; i++) {
            if ((without & bit(i)) == 0) {
                return i;
            }
        }
        return NONE;
    }

    /** The shortest time until one of those not in {@code without} can be tried. */
    public long waitNanos(int without, long now) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < all.length; i++) {
            if ((without & bit(i)) == 0) {
                shortest = Math.min(shortest, all[i].health().waitNanos(now));
            }
        }
        return shortest;
    }

    /** The names of those not in {@code without}, for a message. */
    public String names(int without) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < all.length; i++) {
            if ((without & bit(i)) == 0) {
                names.append(names.isEmpty() ? "" : ", ")
                        .append(all[i].endpoint().name());
            }
        }
        return names.toString();
    }
}
