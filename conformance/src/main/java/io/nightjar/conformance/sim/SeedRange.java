package io.nightjar.conformance.sim;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Several seeds in a row.
 *
 * @param first of them
 * @param last of them
 */
record SeedRange(long first, long last) {

    /** Reads {@code FROM..TO}. */
    static final class Converter implements ITypeConverter<SeedRange> {

        @Override
        public SeedRange convert(String text) {
            int dots = text.indexOf("..");
            try {
                SeedRange range = new SeedRange(
                        Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
                if (range.first <= range.last) {
                    return range;
                }
            } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "' is not a range of seeds like 1..200");
        }
    }
}
