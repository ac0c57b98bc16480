package dev.llmmarketplace.gateway.route;

/**
 * Where the tries of one call go: the endpoint of the present one, and those that are out of the question. Keeps to what
 * {@link Destinations#choose} demands: whoever is chosen and not asked is told so. Belongs to one thread.
 */
public final class Itinerary {
    private final Destinations destinations;
    private final int excluded;
    private int place;
    private int tried;
    private int failed;

    /**
     * @param excluded bits of the places to which the call may not go
     * @param first the place that was chosen for the first try
     */
    public Itinerary(Destinations destinations, int excluded, int first) {
        this.destinations = destinations;
        this.excluded = excluded;
        this.place = first;
    }

    /** Where the present try goes. */
    public Destination here() {
        return destinations.at(place);
    }

    public Destination at(int other) {
        return destinations.at(other);
    }

    /** True when there is more than one endpoint, whatever their state. */
    public boolean hasOthers() {
        return destinations.size() > 1;
    }

    /** From now on {@code there} counts as tried. */
    public void tries(int there) {
        tried |= Destinations.bit(there);
    }

    public void triesHere() {
        tries(place);
    }

    /** The place of one that was not tried yet and is chosen by this; {@link Destinations#NONE} when there is none. */
    public int another(long now) {
        return destinations.choose(tried | excluded, now);
    }

    /** The same, tried or not. */
    public int any(long now) {
        return destinations.choose(excluded, now);
    }

    /** The next try goes to {@code there}, which was chosen. */
    public void goTo(int there) {
        place = there;
    }

    /** However often a call fails at an endpoint, it is one caller's misfortune. */
    public void failsHere(String reason) {
        int bit = Destinations.bit(place);
        here().fails(reason, (failed & bit) != 0);
        failed |= bit;
    }
}
