package io.nightjar.calico.selector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads one selector, by recursive descent. */
final class SelectorParser {

    /** How deep parentheses and negations may be nested. */
    static final int MAX_DEPTH = 64;

    private final SelectorLexer lexer;

    private int depth;

    SelectorParser(String text) throws SelectorException {
        this.lexer = new SelectorLexer(text);
    }

    Selector parse() throws SelectorException {
        if (lexer.atEnd()) {
            return Selector.ALL;
        }
        Selector selector = or();
        if (!lexer.atEnd()) {
            throw lexer.unexpected("&&, || or the end");
        }
        return selector;
    }

    private Selector or() throws SelectorException {
        List<Selector> operands = new ArrayList<>();
        do {
            operands.add(and());
        } while (lexer.take("||"));
        return operands.size() == 1 ? operands.get(0) : new Selector.Or(operands);
    }

    private Selector and() throws SelectorException {
        List<Selector> operands = new ArrayList<>();
        do {
            operands.add(negated());
        } while (lexer.take("&&"));
        return operands.size() == 1 ? operands.get(0) : new Selector.And(operands);
    }

    private Selector negated() throws SelectorException {
        boolean negated = false;
        while (lexer.take("!")) {
            negated = !negated;
        }
        Selector operation = operation();
        return negated ? new Selector.Not(operation) : operation;
    }

    private Selector operation() throws SelectorException {
        if (lexer.take("(")) {
            if (++depth > MAX_DEPTH) {
                throw new SelectorException("parentheses nested more than " + MAX_DEPTH + " deep");
            }
            Selector inner = or();
            lexer.expect(")");
            depth--;
            return inner;
        }
        if (lexer.takeCall("all") || lexer.takeCall("global")) {
            lexer.expect(")");
            return Selector.ALL;
        }
        if (lexer.takeCall("has")) {
            String label = lexer.label();
            lexer.expect(")");
            return new Selector.Has(label);
        }
        return comparison(lexer.label());
    }

    private Selector comparison(String label) throws SelectorException {
        if (lexer.take("==")) {
            return new Selector.Equal(label, lexer.string());
        }
        if (lexer.take("!=")) {
            return new Selector.Not(new Selector.Equal(label, lexer.string()));
        }
        if (lexer.takeWords("contains", "")) {
            return partly(label, Selector.Partly.Part.ANYWHERE);
        }
        if (lexer.takeWords("starts", "with")) {
            return partly(label, Selector.Partly.Part.START);
        }
        if (lexer.takeWords("ends", "with")) {
            return partly(label, Selector.Partly.Part.END);
        }
        if (lexer.takeWords("not", "in")) {
            return new Selector.Not(new Selector.In(label, set()));
        }
        if (lexer.takeWords("in", "")) {
            return new Selector.In(label, set());
        }
        throw lexer.unexpected("an operator");
    }

    private Selector partly(String label, Selector.Partly.Part part) throws SelectorException {
        return new Selector.Partly(label, part, lexer.string());
    }

    private Set<String> set() throws SelectorException {
        lexer.expect("{");
        Set<String> values = new LinkedHashSet<>();
        while (lexer.atString()) {
            values.add(lexer.string());
            if (!lexer.take(",")) {
                break;
            }
        }
        lexer.expect("}");
        return values;
    }
}
