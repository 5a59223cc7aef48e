package io.nightjar.bgp.net;

/**
 * Names of network interfaces, as a shell would match them.
 *
 * @param glob {@code *} stands for any characters, {@code ?} for one, everything else for itself
 */
public record InterfacePattern(String glob) {

    /** Every interface, and no interface as well. */
    public static final InterfacePattern ANY = new InterfacePattern("*");

    public boolean matches(String name) {
        int inGlob = 0;
        int inName = 0;
        int star = -1;
        int taken = 0;
        while (inName < name.length()) {
            if (at(inGlob, '*')) {
                star = inGlob++;
                taken = inName;
            } else if (at(inGlob, '?') || at(inGlob, name.charAt(inName))) {
                inGlob++;
                inName++;
            } else if (star >= 0) {
                // The last star takes one character more.
                inGlob = star + 1;
                inName = ++taken;
            } else {
                return false;
            }
        }
        while (at(inGlob, '*')) {
            inGlob++;
        }
        return inGlob == glob.length();
    }

    /** Whether it leaves nothing out. */
    public boolean matchesEverything() {
        return !glob.isEmpty() && glob.chars().allMatch(character -> character == '*');
    }

    private boolean at(int index, char wanted) {
        return index < glob.length() && glob.charAt(index) == wanted;
    }

    @Override
    public String toString() {
        return glob;
    }
}
