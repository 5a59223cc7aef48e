package io.nightjar.calico.store;

import java.io.ByteArrayOutputStream;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Puts the older forms of private keys into the envelope that the platform reads: PKCS#8's PrivateKeyInfo (RFC 5208 §5),
 * which is a version, an algorithm and the older form as an octet string.
 */
final class Pkcs8Wrapper {

    private static final int SEQUENCE = 0x30;

    private static final int OCTET_STRING = 0x04;

    /** The curve of an ECPrivateKey: context tag 0 (RFC 5915 §3). */
    private static final int CURVE = 0xa0;

    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");

    /** The object identifier 1.2.840.113549.1.1.1 (rsaEncryption) and its empty parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

    /** The object identifier 1.2.840.10045.2.1 (id-ecPublicKey), whose parameter is the curve. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Pkcs8Wrapper() {}

    /** An RSAPrivateKey (RFC 8017 A.1.2). */
    static byte[] ofPkcs1(byte[] der) {
        return envelope(element(SEQUENCE, RSA), der);
    }

    /** An ECPrivateKey (RFC 5915 §3) that names its curve. */
    static byte[] ofSec1(byte[] der) throws InvalidKeySpecException {
        Cursor cursor = new Cursor(der);
        cursor.enter(SEQUENCE);
        cursor.skip();
        cursor.skip();
        return envelope(element(SEQUENCE, EC, cursor.content(CURVE)), der);
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        writeLength(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** The shortest form, as DER demands. Keys are shorter than 65536 octets. */
    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
    }

    /** Walks over DER elements, never past the end. */
    private static final class Cursor {

        private final byte[] der;

        private int position;

        Cursor(byte[] der) {
            this.der = der;
        }

        void enter(int tag) throws InvalidKeySpecException {
            if (octet() != tag) {
                throw malformed();
            }
            length();
        }

        void skip() throws InvalidKeySpecException {
            octet();
            int length = length();
            position += length;
        }

        byte[] content(int tag) throws InvalidKeySpecException {
            if (octet() != tag) {
                throw malformed();
            }
            int length = length();
            return Arrays.copyOfRange(der, position, position + length);
        }

        private int length() throws InvalidKeySpecException {
            int first = octet();
            int length = first;
            if (first > 0x80) {
                length = 0;
                for (int i = 0; i < (first & 0x7f); i++) {
                    length = Math.min(der.length + 1, length << 8 | octet());
                }
            }
            if (length > der.length - position) {
                throw malformed();
            }
            return length;
        }

        private int octet() throws InvalidKeySpecException {
            if (position >= der.length) {
                throw malformed();
            }
            return der[position++] & 0xff;
        }

        private static InvalidKeySpecException malformed() {
            return new InvalidKeySpecException("holds an EC key without its curve");
        }
    }
}
