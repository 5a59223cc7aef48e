package io.nightjar.daemon.bird;

import java.nio.charset.StandardCharsets;

/**
 * The lines of one reply in BIRD's form: a number of four digits, then a minus if more follows or a blank if not, then the words.
 * A line that has the same number as the one before, and is not the last, begins with a blank instead. Used by one thread at a
 * time.
 */
public final class Reply {

    /** What BIRD holds of a line, with its number and its end. */
    private static final int LINE_OCTETS = 512;

    private static final int PREFIX_OCTETS = 5;

    private static final String OVERFLOW = "<line overflow>";

    private final StringBuilder text = new StringBuilder();

    private int lastCode = -1;

    private boolean ended;

    /** A line after which there are more. */
    void line(int code, String words) {
        int shown = fits(words) ? code : ReplyCode.LINE_OVERFLOW;
        if (shown == lastCode) {
            text.append(' ');
        } else {
            number(shown).append('-');
        }
        lastCode = shown;
        words(words);
    }

    /** The last line. */
    void end(int code, String words) {
        number(fits(words) ? code : ReplyCode.LINE_OVERFLOW).append(' ');
        words(words);
        ended = true;
    }

    /** The last line of a reply that has said everything. */
    void end() {
        end(ReplyCode.OK, "");
    }

    private void words(String words) {
        text.append(fits(words) ? words : OVERFLOW).append('\n');
    }

    private static boolean fits(String words) {
        int longest = LINE_OCTETS - PREFIX_OCTETS - 2;
        return words.length() <= longest / 4 || words.getBytes(StandardCharsets.UTF_8).length <= longest;
    }

    private StringBuilder number(int code) {
        String digits = Integer.toString(code);
        return text.append("0000", 0, Math.max(0, 4 - digits.length())).append(digits);
    }

    /** Whether the last line is there. */
    public boolean ended() {
        return ended;
    }

    /** What has been written since this was asked for the last time. */
    public String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
