/**
 * Calico's selectors: which labelled objects something is about.
 *
 * <p>Receives the text of a selector; emits a {@link io.nightjar.calico.selector.Selector}, a value that can be asked about
 * a map of labels. A text that is not in the language, or that is longer or nested deeper than anybody would write, gives a
 * {@link io.nightjar.calico.selector.SelectorException} that says where and why.
 *
 * <p>The grammar, in the order of precedence: {@code A || B}, {@code A && B}, {@code !A}, {@code (A)}; and the operations
 * {@code k == "v"}, {@code k != "v"}, {@code k contains "v"}, {@code k starts with "v"}, {@code k ends with "v"},
 * {@code k in {"a", "b"}}, {@code k not in {"a"}}, {@code has(k)}, {@code all()}, {@code global()}. An empty text is
 * {@code all()}. A negative operation holds for an object without the label.
 */
@NullMarked
package io.nightjar.calico.selector;

import org.jspecify.annotations.NullMarked;
