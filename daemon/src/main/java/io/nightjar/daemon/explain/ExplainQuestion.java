package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have explained: a prefix, an address or, when it is neither, a node.
 *
 * @param text as it was asked
 * @param prefix a destination; null if it is not about one
 * @param address what a destination is looked for; null unless it is about an address
 */
public record ExplainQuestion(
        String text, @Nullable Prefix prefix, @Nullable IpAddress address) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /**
     * Reads a question.
     *
     * @throws IllegalArgumentException if it is empty, or a broken prefix or address
     */
    public static ExplainQuestion parse(String text) {
        String asked = text.strip();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("say what is to be explained: a prefix, an address or a node");
        }
        if (asked.indexOf('/') >= 0) {
            return new ExplainQuestion(asked, Prefix.parse(asked), null);
        }
        return ADDRESS.matcher(asked).matches()
                ? new ExplainQuestion(asked, null, IpAddress.parse(asked))
                : new ExplainQuestion(asked, null, null);
    }

    /** Whether it is about a node of that name. */
    public boolean aboutNode() {
        return prefix == null && address == null;
    }
}
