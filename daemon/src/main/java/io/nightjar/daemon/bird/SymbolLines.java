package io.nightjar.daemon.bird;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code show symbols} prints: there are protocols, and the one table. */
final class SymbolLines {

    private static final String TABLE = "routing table";

    private static final String PROTOCOL = "protocol";

    private final Map<String, String> symbols = new LinkedHashMap<>();

    SymbolLines(List<BirdProtocol> protocols) {
        symbols.put("master", TABLE);
        protocols.forEach(protocol -> symbols.put(protocol.name(), PROTOCOL));
    }

    /** All, or those of a kind. */
    void list(Reply reply, @Nullable String keyword) {
        symbols.forEach((name, kind) -> {
            if (keyword == null || kind.equals(keyword.equals("table") ? TABLE : keyword)) {
                reply.line(ReplyCode.SYMBOL, line(name, kind));
            }
        });
        reply.end();
    }

    void one(Reply reply, String name) {
        reply.end(ReplyCode.SYMBOL, line(name, symbols.getOrDefault(name, "undefined")));
    }

    private static String line(String name, String kind) {
        return String.format(Locale.ROOT, "%-8s\t%s", name, kind);
    }
}
