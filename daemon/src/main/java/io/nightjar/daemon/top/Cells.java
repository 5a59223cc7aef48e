package io.nightjar.daemon.top;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text as a terminal shows it: in columns, and without anything that a terminal would obey. */
final class Cells {

    private static final String CUT = "~";

    private static final int FIRST_WIDE = 0x1100;

    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    /** Its letters are wide; its few narrow ones only get more room than they need. */
    private static final Set<UnicodeBlock> FULL_WIDTH =
            Set.of(UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS, UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION);

    private static final int FIRST_PICTURE = 0x1f300;

    private static final int LAST_PICTURE = 0x1faff;

    private Cells() {}

    /** The same with everything escaped that could change what stands around it, as {@code \}{@code u{1b}}. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isPlain(point)) {
                plain.appendCodePoint(point);
            } else {
                plain.append(String.format("\\u{%x}", point));
            }
        });
        return plain.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** How many columns a plain text takes. */
    static int width(String plain) {
        return plain.codePoints().map(Cells::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        if (point < FIRST_WIDE) {
            return 1;
        }
        boolean wide = WIDE.contains(UnicodeScript.of(point))
                || (point >= FIRST_PICTURE && point <= LAST_PICTURE)
                || isFullWidth(UnicodeBlock.of(point));
        return wide ? 2 : 1;
    }

    private static boolean isFullWidth(@Nullable UnicodeBlock block) {
        return block != null && FULL_WIDTH.contains(block);
    }

    /** A plain text that takes no more than so many columns; a cut shows as {@code ~}. */
    static String cut(String plain, int columns) {
        if (width(plain) <= columns) {
            return plain;
        }
        StringBuilder kept = new StringBuilder();
        int room = columns - CUT.length();
        for (int point : plain.codePoints().toArray()) {
            room -= width(point);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return columns < CUT.length() ? "" : kept + CUT;
    }

    /** A plain text that takes exactly so many columns. */
    static String fit(String plain, int columns) {
        String cut = cut(plain, columns);
        return cut + " ".repeat(columns - width(cut));
    }
}
