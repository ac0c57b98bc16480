package dev.llmmarketplace.adapters.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/** The loaded model and its tokenizer. Not thread-safe: {@link MiniLmEmbedder} gives turns. */
final class MiniLm implements AutoCloseable {
    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;
    private final int dimension;

    private MiniLm(OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer, int dimension) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        this.dimension = dimension;
    }

    /** @throws IOException when a file is missing, or the model's vectors have another length than {@code dimension} */
    static MiniLm open(UnpackedFiles files, int dimension, int window) throws IOException, OrtException {
        OrtEnvironment environment = NativeRuntime.start(files);
        WordPieceTokenizer tokenizer = new WordPieceTokenizer(Vocabulary.load(TOKENIZER), window);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(files.unpack(MODEL).toString(), options);
            MiniLm model = new MiniLm(environment, session, tokenizer, dimension);
            model.verify();
            return model;
        }
    }

    private void verify() throws OrtException, IOException {
        TensorInfo output =
                (TensorInfo) session.getOutputInfo().values().iterator().next().getInfo();
        long[] shape = output.getShape();
        if (shape[shape.length - 1] != dimension) {
            throw new IOException(MODEL + " makes vectors of " + shape[shape.length - 1] + ", not of " + dimension);
        }
    }

    Embedding embed(String text) throws OrtException {
        long[] tokens = tokenizer.tokens(text);
        long[] ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = row(tokens);
                OnnxTensor mask = row(ones);
                OnnxTensor segments = row(new long[tokens.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", segments))) {
            FloatBuffer layer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            return new Embedding(unit(sum(layer, tokens.length)), tokens.length);
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    /** The sum points where the mean does. */
    private float[] sum(FloatBuffer layer, int tokens) {
        float[] sum = new float[dimension];
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < dimension; i++) {
                sum[i] += layer.get(token * dimension + i);
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be closed", e);
        }
    }
}
