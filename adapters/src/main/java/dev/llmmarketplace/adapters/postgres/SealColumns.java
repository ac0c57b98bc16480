package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The columns that all tables of sealed batches have. */
final class SealColumns {
    private SealColumns() {}

    /** Signs the seal and stores it; the key is kept, so that whatever was signed can be verified for ever. */
    static void sign(Handle handle, Update insertion, BatchSeal seal, ReceiptSigner signer) {
        handle.createUpdate("INSERT INTO receipt_key (x) VALUES (:x) ON CONFLICT DO NOTHING")
                .bind("x", signer.key().x())
                .execute();
        insertion
                .bind("chain", seal.chain())
                .bind("sequence", seal.sequence())
                .bind("records", seal.records())
                .bind("root", seal.root().bytes())
                .bind("previous", seal.previous().bytes())
                .bind("at", seal.at())
                .bind("key", seal.key())
                .bind("signature", signer.sign(seal.signed()))
                .execute();
    }

    static BatchSeal read(ResultSet row) throws SQLException {
        return new BatchSeal(
                row.getString("chain"),
                row.getLong("sequence"),
                row.getInt("records"),
                Hash.of(row.getBytes("root")),
                Hash.of(row.getBytes("previous")),
                Columns.instant(row, "at"),
                row.getString("key"));
    }

    static String signature(ResultSet row) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes("signature"));
    }
}
