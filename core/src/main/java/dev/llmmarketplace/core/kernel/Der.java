package dev.llmmarketplace.core.kernel;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of DER (X.690) as an old-fashioned private key needs to be put into PKCS #8. */
final class Der {
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int OCTET_STRING = 4;
    private static final int SEQUENCE = 0x30;

    private Der() {}

    /**
     * PKCS #8 (RFC 5208) around a key in the form of its algorithm alone: PKCS #1 or SEC 1.
     *
     * @param publicKey its counterpart as SubjectPublicKeyInfo (RFC 5280, 4.1), which names the algorithm
     */
    static byte[] privateKeyInfo(byte[] key, byte[] publicKey) {
        int algorithm = content(publicKey, 0);
        byte[] algorithmIdentifier = Arrays.copyOfRange(publicKey, algorithm, end(publicKey, algorithm));
        return element(SEQUENCE, VERSION_0, algorithmIdentifier, element(OCTET_STRING, key));
    }

    private static byte[] element(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    /** Where the content of the element at {@code at} begins. */
    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    /** Behind the element at {@code at}. */
    private static int end(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        int length = first;
        if (first >= 0x80) {
            length = 0;
            for (int i = at + 2; i < content(der, at); i++) {
                length = length << 8 | der[i] & 0xff;
            }
        }
        return content(der, at) + length;
    }
}
