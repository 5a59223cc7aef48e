package io.nightjar.calico.selector;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says which labelled objects something is about. A value. */
public sealed interface Selector {

    /** Everything. */
    Selector ALL = new All();

    boolean matches(Map<String, String> labels);

    /**
     * Reads a selector.
     *
     * @throws SelectorException if the text is none
     */
    static Selector parse(String text) throws SelectorException {
        return new SelectorParser(text).parse();
    }

    /** {@code all()}, {@code global()}, or an empty text. */
    record All() implements Selector {

        @Override
        public boolean matches(Map<String, String> labels) {
            return true;
        }
    }

    /** {@code has(k)}. */
    record Has(String label) implements Selector {

        @Override
        public boolean matches(Map<String, String> labels) {
            return labels.containsKey(label);
        }
    }

    /** {@code k == "v"}. */
    record Equal(String label, String value) implements Selector {

        @Override
        public boolean matches(Map<String, String> labels) {
            return value.equals(labels.get(label));
        }
    }

    /** {@code k contains "v"}, {@code k starts with "v"}, {@code k ends with "v"}. */
    record Partly(String label, Part part, String value) implements Selector {

        /** Which part of the label's value is compared. */
        public enum Part {
            ANYWHERE,
            START,
            END
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            String actual = labels.get(label);
            if (actual == null) {
                return false;
            }
            return switch (part) {
                case ANYWHERE -> actual.contains(value);
                case START -> actual.startsWith(value);
                case END -> actual.endsWith(value);
            };
        }
    }

    /** {@code k in {"a", "b"}}. */
    record In(String label, Set<String> values) implements Selector {

        public In {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            String actual = labels.get(label);
            return actual != null && values.contains(actual);
        }

        @Override
        public String toString() {
            return "In[label=" + label + ", values=" + new TreeSet<>(values) + "]";
        }
    }

    /** {@code !A}; {@code k != "v"} and {@code k not in {"a"}} are the negations of their opposites. */
    record Not(Selector operand) implements Selector {

        @Override
        public boolean matches(Map<String, String> labels) {
            return !operand.matches(labels);
        }
    }

    /** {@code A && B}. */
    record And(List<Selector> operands) implements Selector {

        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            for (Selector operand : operands) {
                if (!operand.matches(labels)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@code A || B}. */
    record Or(List<Selector> operands) implements Selector {

        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            for (Selector operand : operands) {
                if (operand.matches(labels)) {
                    return true;
                }
            }
            return false;
        }
    }
}
