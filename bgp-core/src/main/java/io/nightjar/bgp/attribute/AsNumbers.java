package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.SeededHash;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The numbers of a path segment, four octets each: a table has very many of them. An immutable list like any other. */
public final class AsNumbers extends AbstractList<AsNumber> implements RandomAccess {

    private final int[] numbers;

    private AsNumbers(int[] numbers) {
        this.numbers = numbers;
    }

    /** These numbers. */
    public static AsNumbers copyOf(List<AsNumber> list) {
        if (list instanceof AsNumbers known) {
            return known;
        }
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) list.get(i).value();
        }
        return new AsNumbers(numbers);
    }

    /** Numbers as they stand in a message, as 32 bits each. */
    public static AsNumbers ofBits(int... numbers) {
        return new AsNumbers(numbers.clone());
    }

    @Override
    public AsNumber get(int index) {
        return new AsNumber(Integer.toUnsignedLong(numbers[index]));
    }

    @Override
    public int size() {
        return numbers.length;
    }

    /** The number at {@code index} as 32 bits. */
    public int bits(int index) {
        return numbers[index];
    }

    /** How often a number occurs. */
    public int count(AsNumber number) {
        int bits = (int) number.value();
        int count = 0;
        for (int candidate : numbers) {
            if (candidate == bits) {
                count++;
            }
        }
        return count;
    }

    /** A hash that nobody outside can foresee. */
    int seededHash() {
        return SeededHash.of(numbers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AsNumbers that ? Arrays.equals(numbers, that.numbers) : super.equals(other);
    }

    /** That of any list with these elements, as the hash of a number is its 32 bits. */
    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }
}
