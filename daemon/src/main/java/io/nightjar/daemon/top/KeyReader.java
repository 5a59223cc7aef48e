package io.nightjar.daemon.top;

import java.io.IOException;
import java.io.InputStream;

/** Makes keys of what a terminal sends. */
final class KeyReader {

    private static final int ESCAPE = 0x1b;

    private static final int CONTROL_L = 0x0c;

    private static final int CONTROL_D = 0x04;

    private final InputStream terminal;

    KeyReader(InputStream terminal) {
        this.terminal = terminal;
    }

    /** The next key; the end of the input is somebody who leaves. */
    Key next() throws IOException {
        return key(terminal.read());
    }

    private Key key(int octet) throws IOException {
        return switch (octet) {
            case -1, CONTROL_D, 'q', 'Q' -> Key.QUIT;
            case 's' -> Key.ORDER;
            case 'f' -> Key.FILTER;
            case 'k' -> Key.UP;
            case 'j' -> Key.DOWN;
            case 'b' -> Key.PAGE_UP;
            case ' ' -> Key.PAGE_DOWN;
            case CONTROL_L -> Key.REDRAW;
            case ESCAPE -> sequence();
            default -> Key.OTHER;
        };
    }

    /** ECMA-48 §5.4: parameters, then one octet from 0x40 to 0x7e. */
    private Key sequence() throws IOException {
        int octet = terminal.read();
        if (octet != '[' && octet != 'O') {
            return key(octet); // the key Escape means nothing
        }
        int parameter = 0;
        int last = terminal.read();
        while (last >= 0x20 && last < 0x40) {
            parameter = last;
            last = terminal.read();
        }
        return switch (last) {
            case -1 -> Key.QUIT;
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case '~' -> parameter == '5' ? Key.PAGE_UP : parameter == '6' ? Key.PAGE_DOWN : Key.OTHER;
            default -> Key.OTHER;
        };
    }
}
