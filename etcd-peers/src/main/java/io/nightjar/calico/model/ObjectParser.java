package io.nightjar.calico.model;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows one kind of key: which ones they are and how their values read.
 *
 * @param start of all such keys, which tells at a glance that most keys are of another kind
 * @param keys matches the whole key; its groups are the variable parts
 * @param reader makes the object
 */
record ObjectParser(String start, Pattern keys, Reader reader) {

    private static final Pattern VARIABLE = Pattern.compile("[^\\w/.-]");

    /** Every kind that there is. A key is of one kind at most. */
    static final List<ObjectParser> ALL = List.of(
            AsNumberParser.GLOBAL,
            AsNumberParser.HOST,
            LogLevel.GLOBAL,
            LogLevel.HOST,
            NodeMeshParser.PARSER,
            CustomFilterParser.PARSER,
            HostAddressParser.PARSER,
            HostNetworkParser.PARSER,
            BgpPeerParser.GLOBAL,
            BgpPeerParser.NODE,
            RouteReflectorParser.PARSER,
            IpPoolParser.PARSER,
            BlockAffinityParser.PARSER,
            NodeParser.PARSER,
            BgpConfigurationParser.GLOBAL,
            BgpConfigurationParser.NODE,
            IpPoolResourceParser.PARSER,
            BgpPeerResourceParser.PARSER,
            BgpFilterParser.PARSER,
            FelixConfigurationParser.PARSER,
            ClusterInformation.PARSER);

    /** Reads a value. */
    @FunctionalInterface
    interface Reader {

        /**
         * Makes an object of a value, or null if the value says that there is none.
         *
         * @throws MalformedObjectException if the value is anything else than the key demands
         */
        @Nullable
        CalicoObject read(MatchResult key, String value) throws MalformedObjectException;
    }

    static ObjectParser of(String keys, Reader reader) {
        return new ObjectParser(VARIABLE.split(keys, 2)[0], Pattern.compile(keys), reader);
    }

    /** The variable parts of a key, or null if it is of another kind. */
    @Nullable
    MatchResult match(String key) {
        if (!key.startsWith(start)) {
            return null;
        }
        Matcher matcher = keys.matcher(key);
        return matcher.matches() ? matcher.toMatchResult() : null;
    }
}
