package dev.llmmarketplace.core.receipt;

/** Signs with the installation's key. Thread-safe. */
public interface ReceiptSigner {
    ReceiptKey key();

    /** Ed25519 (RFC 8032); 64 bytes. */
    byte[] sign(byte[] message);
}
