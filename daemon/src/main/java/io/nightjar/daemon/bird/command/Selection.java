package io.nightjar.daemon.bird.command;

/** Which protocols a command is about. */
public sealed interface Selection {

    /** Whether it is about the protocol of that name. */
    boolean matches(String name);

    /** All of them. */
    record All() implements Selection {

        @Override
        public boolean matches(String name) {
            return true;
        }
    }

    /** The one of that name. */
    record Named(String name) implements Selection {

        @Override
        public boolean matches(String candidate) {
            return candidate.equals(name);
        }
    }

    /**
     * Those whose names look like that.
     *
     * @param pattern in which a star stands for any characters, and a question mark for one
     */
    record Like(String pattern) implements Selection {

        /** Where a star has stood for too little, it stands for one character more. */
        @Override
        public boolean matches(String name) {
            int at = 0;
            int star = -1;
            int resume = 0;
            for (int i = 0; i < name.length(); ) {
                if (at < pattern.length() && pattern.charAt(at) == '*') {
                    star = at++;
                    resume = i;
                } else if (at < pattern.length() && fits(pattern.charAt(at), name.charAt(i))) {
                    at++;
                    i++;
                } else if (star >= 0) {
                    at = star + 1;
                    i = ++resume;
                } else {
                    return false;
                }
            }
            return pattern.chars().skip(at).allMatch(c -> c == '*');
        }

        private static boolean fits(char wanted, char found) {
            return wanted == '?' || wanted == found;
        }
    }
}
