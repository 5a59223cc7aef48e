package io.nightjar.daemon.decode;

/**
 * Where something is.
 *
 * @param source the file's name, {@code -} for standard input, {@code --hex} for the argument
 * @param unit what is counted: message, packet or record
 * @param record its number, from 1
 * @param offset where it begins, in octets of the (unpacked) input
 */
record Place(String source, String unit, long record, long offset) {

    @Override
    public String toString() {
        return source + ": " + unit + " " + record + " at offset " + offset;
    }
}
