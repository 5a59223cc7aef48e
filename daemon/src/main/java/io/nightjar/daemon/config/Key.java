package io.nightjar.daemon.config;

/** A key that a section of the file knows. */
sealed interface Key {

    /** What stands for "no default: the key must be there". */
    String REQUIRED = "required";

    /** What stands for "no default: nothing happens when the key is missing". */
    String NONE = "none";

    String name();

    /** For the documentation. */
    String type();

    /** What holds when the key is missing: a value, or a sentence. */
    String defaultText();

    /**
     * A key with a plain value.
     *
     * @param scalar what the value must look like
     * @param <T> what it becomes
     */
    record Scalar<T>(String name, ScalarType<T> scalar, String defaultText) implements Key {

        @Override
        public String type() {
            return scalar.description();
        }
    }

    /**
     * A key with a list of plain values.
     *
     * @param element what each value must look like
     * @param <T> what it becomes
     */
    record ScalarList<T>(String name, ScalarType<T> element, String defaultText) implements Key {

        @Override
        public String type() {
            return "list: " + element.description();
        }
    }

    /** A key with a section of its own. */
    record Nested(String name, SectionType section, String defaultText) implements Key {

        @Override
        public String type() {
            return "section `" + section.name() + "`";
        }
    }

    /** A key with a list of sections. */
    record NestedList(String name, SectionType section, String defaultText) implements Key {

        @Override
        public String type() {
            return "list of `" + section.name() + "`";
        }
    }

    /** A key with a policy: a word, or a list of rules. */
    record Policy(String name, SectionType rule, String defaultText) implements Key {

        @Override
        public String type() {
            return "`all`, `none` or list of `" + rule.name() + "`";
        }
    }
}
