package io.nightjar.rib.policy;

/**
 * Numbers that a rule is about.
 *
 * @param min the least that matches
 * @param max the greatest that matches
 */
public record NumberRange(long min, long max) {

    /** Every number. */
    public static final NumberRange ANY = new NumberRange(0, Long.MAX_VALUE);

    public NumberRange {
        if (min > max) {
            throw new IllegalArgumentException("nothing is between " + min + " and " + max);
        }
    }

    /** One number. */
    public static NumberRange only(long number) {
        return new NumberRange(number, number);
    }

    public boolean contains(long number) {
        return number >= min && number <= max;
    }
}
