package dev.llmmarketplace.adapters.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY}: the server reads them without parsing a statement or a text, and
 * writes many at once. Call {@link #row} and then one method per column, in the columns' order; at last {@link #send}.
 */
final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final short END = -1;
    private static final int NULL = -1;
    private static final int BIGINT = 20;
    private static final int TEXT = 25;
    /** PostgreSQL counts from the year 2000. */
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final int MARGIN = 256;

    private final short columns;
    private ByteBuffer bytes;

    /** @param bytesExpected as a first guess; it grows */
    BinaryCopy(int columns, int bytesExpected) {
        this.columns = (short) columns;
        this.bytes = ByteBuffer.allocate(bytesExpected + MARGIN).put(HEADER);
    }

    BinaryCopy row() {
        room(Short.BYTES).putShort(columns);
        return this;
    }

    BinaryCopy uuid(UUID value) {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        room(4 + utf8.length).putInt(utf8.length).put(utf8);
        return this;
    }

    BinaryCopy bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    BinaryCopy integer(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    BinaryCopy bigint(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    /** Microseconds; what is finer is cut off. */
    BinaryCopy timestamp(Instant value) {
        return bigint((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1000);
    }

    /** An array of {@code bigint}, or nothing. */
    BinaryCopy bigints(long @Nullable [] values) {
        if (values == null) {
            room(4).putInt(NULL);
            return this;
        }
        room(24 + 12 * values.length).putInt(20 + 12 * values.length);
        dimension(values.length, BIGINT);
        for (long value : values) {
            bigint(value);
        }
        return this;
    }

    /** An array of {@code text}. */
    BinaryCopy texts(Collection<String> values) {
        int length = bytes.position();
        room(24).putInt(0);
        if (values.isEmpty()) {
            bytes.putInt(0).putInt(0).putInt(TEXT);
        } else {
            dimension(values.size(), TEXT);
            values.forEach(this::text);
        }
        bytes.putInt(length, bytes.position() - length - 4);
        return this;
    }

    private void dimension(int size, int type) {
        bytes.putInt(1).putInt(0).putInt(type).putInt(size).putInt(1);
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed + MARGIN) {
            bytes = ByteBuffer.allocate(2 * bytes.capacity() + needed + MARGIN).put(bytes.flip());
        }
        return bytes;
    }

    /** @param target the table with its columns in brackets */
    void send(Handle handle, String target) {
        bytes.putShort(END);
        try {
            CopyIn copy = handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)");
            try {
                copy.writeToCopy(bytes.array(), 0, bytes.position());
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("rows for " + target + " were refused", e, null);
        }
    }
}
