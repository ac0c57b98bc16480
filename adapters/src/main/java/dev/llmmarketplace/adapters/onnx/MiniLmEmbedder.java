package dev.llmmarketplace.adapters.onnx;

import ai.onnxruntime.OrtException;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The all-MiniLM-L6-v2 sentence model in this process. It is loaded at the first use (a quarter of a second, some 70 MB),
 * so that a start does not wait for it and a gateway alone never pays for it.
 *
 * <p>One text runs at a time, on the caller's thread: the processor belongs to the gateway, and a fair queue of single
 * texts lets a question overtake the thousand listings that are just being imported. Running several texts as one padded
 * batch was tried and is no quicker on one core, but takes twice the memory.
 *
 * <p>Source: <a href="https://www.sbert.net/docs/sentence_transformer/pretrained_models.html">Sentence Transformers</a>:
 * mean of the last layer's token vectors, scaled to unit length, of the first 256 tokens.
 */
public final class MiniLmEmbedder implements Embedder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MiniLmEmbedder.class);
    private static final String MODEL = "all-minilm-l6-v2-q";
    private static final int DIMENSION = 384;
    /** As the model was published; longer texts are cut off. */
    private static final int WINDOW = 256;

    private final Path directory;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable MiniLm loaded;
    private boolean closed;

    /** @param directory where the model and the native library are unpacked, once; made when it is missing */
    public MiniLmEmbedder(Path directory) {
        this.directory = directory;
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    /**
     * Measured on two public collections of tools and people's questions: of the right answers nine in ten lie above 0.16
     * and 0.28; of all pairs of a question and a text one in ten lies above 0.2.
     */
    @Override
    public double relatedFrom() {
        return 0.2;
    }

    /** Loads the model now, if it is not there yet, so that the first question need not wait. */
    public void load() {
        turn.lock();
        try {
            ready();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<Embedding> embed(List<String> texts) {
        List<Embedding> embeddings = new ArrayList<>(texts.size());
        for (String text : texts) {
            embeddings.add(embed(text));
        }
        return embeddings;
    }

    private Embedding embed(String text) {
        turn.lock();
        try {
            return ready().embed(text);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model failed", e);
        } finally {
            turn.unlock();
        }
    }

    /** Holding the turn. */
    private MiniLm ready() {
        if (closed) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The embedding model is shut down.");
        }
        MiniLm present = loaded;
        if (present == null) {
            present = open();
            loaded = present;
        }
        return present;
    }

    private MiniLm open() {
        long start = System.nanoTime();
        try {
            MiniLm model = MiniLm.open(new UnpackedFiles(directory), DIMENSION, WINDOW);
            LOG.info("Embedding model {} loaded in {} ms", MODEL, (System.nanoTime() - start) / 1_000_000);
            return model;
        } catch (IOException | OrtException | LinkageError e) {
            LOG.warn("The embedding model cannot be loaded", e);
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "The embedding model cannot be loaded: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            if (loaded != null) {
                loaded.close();
                loaded = null;
            }
        } finally {
            turn.unlock();
        }
    }
}
