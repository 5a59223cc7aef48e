package io.nightjar.daemon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping in the file, read by the keys of its type. What is wrong goes to the problems; reading goes on. */
final class Section {

    private final SectionType type;

    private final String path;

    private final int line;

    private final Problems problems;

    private final Map<String, Node> values;

    private Section(SectionType type, String path, int line, Problems problems, Map<String, Node> values) {
        this.type = type;
        this.path = path;
        this.line = line;
        this.problems = problems;
        this.values = values;
    }

    /** Reads a node that should be a mapping of the known keys. An empty node is an empty mapping. */
    static Section of(SectionType type, String path, Node node, Problems problems) {
        Section section = new Section(type, path, Problems.line(node), problems, new LinkedHashMap<>());
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else if (!isEmpty(node)) {
            problems.add(node, path, "expected keys and values, found " + kind(node));
        }
        return section;
    }

    private void add(NodeTuple tuple) {
        Node keyNode = tuple.getKeyNode();
        if (!(keyNode instanceof ScalarNode scalar)) {
            problems.add(keyNode, path, "a key must be a word, found " + kind(keyNode));
            return;
        }
        String key = scalar.getValue();
        if (!type.knows(key)) {
            String hint = type.nearest(key)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("");
            problems.add(keyNode, pathOf(key), "unknown key" + hint);
        } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
            problems.add(keyNode, pathOf(key), "given twice");
        }
    }

    int line() {
        return line;
    }

    boolean has(Key key) {
        return values.containsKey(key.name());
    }

    /** Where a key stands; the section itself when it is missing. */
    int lineOf(Key key) {
        Node node = values.get(key.name());
        return node == null ? line : Problems.line(node);
    }

    void problem(Key key, String reason) {
        problems.add(lineOf(key), pathOf(key.name()), reason);
    }

    Problems problems() {
        return problems;
    }

    /** The value of a key that must be there. */
    <T> T require(Key.Scalar<T> key) {
        if (!has(key)) {
            problem(key, "missing; expected " + key.type());
            return key.scalar().placeholder();
        }
        return find(key).orElse(key.scalar().placeholder());
    }

    /** The value of a key, or the default that its type reads from the schema. */
    <T> T get(Key.Scalar<T> key) {
        return find(key).orElseGet(() -> key.scalar().parser().apply(key.defaultText()));
    }

    int getInt(Key.Scalar<Long> key) {
        return Math.toIntExact(get(key));
    }

    /** The value of a key, if it is there and right. */
    <T> Optional<T> find(Key.Scalar<T> key) {
        Node node = values.get(key.name());
        return node == null ? Optional.empty() : scalar(node, pathOf(key.name()), key.scalar());
    }

    private <T> Optional<T> scalar(Node node, String where, ScalarType<T> wanted) {
        if (!(node instanceof ScalarNode value) || isEmpty(node)) {
            problems.add(node, where, "expected " + wanted.description() + ", found " + kind(node));
            return Optional.empty();
        }
        try {
            return Optional.of(wanted.parser().apply(value.getValue()));
        } catch (IllegalArgumentException e) {
            problems.add(node, where, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The values of a list with their lines; empty when the key is missing. */
    <T> List<Located<T>> list(Key.ScalarList<T> key) {
        List<Located<T>> result = new ArrayList<>();
        List<Node> nodes = elements(key);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            scalar(node, pathOf(key.name()) + "[" + i + "]", key.element())
                    .ifPresent(value -> result.add(new Located<>(value, Problems.line(node))));
        }
        return result;
    }

    /** The section below a key; an empty one when the key is missing. */
    Section section(Key.Nested key) {
        Node node = values.get(key.name());
        return node == null
                ? new Section(key.section(), pathOf(key.name()), line, problems, Map.of())
                : of(key.section(), pathOf(key.name()), node, problems);
    }

    /** The sections of a list; empty when the key is missing. */
    List<Section> sections(Key.NestedList key) {
        return sections(key, key.section());
    }

    /** The rules of a policy that is not a single word. */
    List<Section> sections(Key.Policy key) {
        return sections(key, key.rule());
    }

    private List<Section> sections(Key key, SectionType wanted) {
        List<Section> result = new ArrayList<>();
        List<Node> nodes = elements(key);
        for (int i = 0; i < nodes.size(); i++) {
            result.add(of(wanted, pathOf(key.name()) + "[" + i + "]", nodes.get(i), problems));
        }
        return result;
    }

    private List<Node> elements(Key key) {
        Node node = values.get(key.name());
        if (node == null || isEmpty(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, "expected " + key.type() + ", found " + kind(node));
        return List.of();
    }

    /** The text of a key whose value is a single word. */
    Optional<String> word(Key key) {
        return values.get(key.name()) instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() && Tag.NULL.equals(scalar.getTag());
    }

    private static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "keys and values";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return isEmpty(node) ? "nothing" : "'" + ((ScalarNode) node).getValue() + "'";
    }

    /**
     * A value and where it stands.
     *
     * @param line counted from 1
     */
    record Located<T>(T value, int line) {}
}
