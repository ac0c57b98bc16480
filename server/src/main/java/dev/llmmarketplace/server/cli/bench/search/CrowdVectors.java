package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.MeaningText;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.server.cli.bench.search.ServiceCrowd.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Vectors for a crowd without reading a million texts: those of the two listings that a service's words come from, which the
 * model made, mixed three to two, and turned by a noise of its own. Questions are embedded by the model itself.
 */
final class CrowdVectors implements Embedder {
    private static final List<Function<ServiceManifest, String>> VIEWS =
            List.of(MeaningText::of, MeaningText::withoutName, MeaningText::name);
    private static final float FIRST = 0.6f;
    /** Length of the noise beside a vector's 1. */
    private static final float NOISE = 0.35f;

    private final Embedder model;
    private final List<List<float[]>> listings = new ArrayList<>();
    private final Map<String, float[]> announced = new HashMap<>();

    CrowdVectors(Embedder model, List<ServiceVersion> listings) {
        this.model = model;
        for (ServiceVersion listing : listings) {
            List<String> texts =
                    VIEWS.stream().map(view -> view.apply(listing.manifest())).toList();
            this.listings.add(model.embed(texts).stream().map(Embedding::vector).toList());
        }
    }

    /** The vectors of services, by the key of their text, see {@link VectorStore}. */
    Map<String, float[]> keyed(List<Member> members) {
        announce(members);
        Map<String, float[]> keyed = new HashMap<>();
        announced.forEach((text, vector) -> keyed.put(VectorStore.key(text), vector));
        return keyed;
    }

    void forget() {
        announced.clear();
    }

    /** Makes the vectors of services that are about to be put in, and forgets those before. */
    void announce(List<Member> members) {
        announced.clear();
        for (Member member : members) {
            for (int view = 0; view < VIEWS.size(); view++) {
                String text = VIEWS.get(view).apply(member.service().manifest());
                announced.put(text, mixed(member, view, text));
            }
        }
    }

    private float[] mixed(Member member, int view, String text) {
        float[] first = listings.get(member.first()).get(view);
        float[] second = listings.get(member.second()).get(view);
        Random random = new Random(text.hashCode());
        float[] vector = new float[first.length];
        float spread = (float) (NOISE / Math.sqrt(vector.length));
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = FIRST * first[i] + (1 - FIRST) * second[i] + (float) (spread * random.nextGaussian());
            length += vector[i] * vector[i];
        }
        float scale = (float) (1 / Math.sqrt(length));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public String model() {
        return model.model();
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public double relatedFrom() {
        return model.relatedFrom();
    }

    @Override
    public List<Embedding> embed(List<String> texts) {
        List<Embedding> embeddings = new ArrayList<>();
        for (String text : texts) {
            float[] known = announced.get(text);
            embeddings.add(known == null ? model.embed(List.of(text)).getFirst() : new Embedding(known, 0));
        }
        return embeddings;
    }
}
