package io.nightjar.calico.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1m30s}, {@code 1500ms}. */
final class GoDuration {

    private static final Pattern PART = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|\u00b5s|ms|s|m|h)");

    private static final Map<String, BigDecimal> SECONDS = Map.of(
            "ns", new BigDecimal("0.000000001"),
            "us", new BigDecimal("0.000001"),
            "\u00b5s", new BigDecimal("0.000001"),
            "ms", new BigDecimal("0.001"),
            "s", BigDecimal.ONE,
            "m", BigDecimal.valueOf(60),
            "h", BigDecimal.valueOf(3600));

    private static final int MAX_LENGTH = 64;

    private GoDuration() {}

    /** Whole seconds, rounded. */
    static long seconds(String text) throws MalformedObjectException {
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        Matcher part = PART.matcher(text.length() > MAX_LENGTH ? "" : text);
        while (part.find() && part.start() == at) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(SECONDS.getOrDefault(part.group(2), BigDecimal.ZERO)));
            at = part.end();
        }
        boolean whole = at == text.length() || text.equals("0");
        if (text.isEmpty() || !whole) {
            throw new MalformedObjectException("not a duration: " + Scalars.quote(text));
        }
        return sum.setScale(0, RoundingMode.HALF_UP).longValue();
    }
}
