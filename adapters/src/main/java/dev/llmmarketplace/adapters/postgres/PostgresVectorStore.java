package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.search.VectorStore;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link VectorStore} on PostgreSQL. */
public final class PostgresVectorStore implements VectorStore {
    private final Database database;

    public PostgresVectorStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, float[]> find(String model, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return database.read(handle -> {
            Map<String, float[]> found = new HashMap<>();
            handle.createQuery("""
                    SELECT digest, vector FROM text_vector WHERE model = :model AND digest = ANY(:digests)
                    """)
                    .bind("model", model)
                    .bindBySqlType("digests", digests(handle, keys), Types.ARRAY)
                    .map((row, _) -> read(row, found))
                    .list();
            return found;
        });
    }

    private static Array digests(Handle handle, Collection<String> keys) {
        byte[][] digests = keys.stream().map(Base64.getUrlDecoder()::decode).toArray(byte[][]::new);
        try {
            return handle.getConnection().createArrayOf("bytea", digests);
        } catch (SQLException e) {
            throw new IllegalStateException("an array of digests cannot be made", e);
        }
    }

    private static String read(ResultSet row, Map<String, float[]> found) throws SQLException {
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes("digest"));
        byte[] bytes = row.getBytes("vector");
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        found.put(key, vector);
        return key;
    }

    @Override
    public void keep(String model, Map<String, float[]> vectors) {
        if (vectors.isEmpty()) {
            return;
        }
        List<Map.Entry<String, float[]>> inOrder = new ArrayList<>(new TreeMap<>(vectors).entrySet());
        boolean ignored = database.write(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO text_vector (model, digest, dimension, vector)
                    VALUES (:model, :digest, :dimension, :vector)
                    ON CONFLICT DO NOTHING
                    """);
            for (Map.Entry<String, float[]> vector :
                    inOrder) { // in one order, so that two writers do not lock each other
                batch.bind("model", model)
                        .bind("digest", Base64.getUrlDecoder().decode(vector.getKey()))
                        .bind("dimension", vector.getValue().length)
                        .bind("vector", bytes(vector.getValue()))
                        .add();
            }
            return batch.execute().length > 0;
        });
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
