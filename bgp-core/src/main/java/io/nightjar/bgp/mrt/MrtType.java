package io.nightjar.bgp.mrt;

import java.util.Map;

/** The types of records (RFC 6396 §4, §5), and what they are called. */
public final class MrtType {

    /** RFC 6396 §4.2. */
    public static final int TABLE_DUMP = 12;

    /** RFC 6396 §4.3. */
    public static final int TABLE_DUMP_V2 = 13;

    /** RFC 6396 §4.4. */
    public static final int BGP4MP = 16;

    /** RFC 6396 §4.4, with microseconds (§3). */
    public static final int BGP4MP_ET = 17;

    private static final int ISIS_ET = 33;
    private static final int OSPFV3_ET = 49;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(11, "OSPFv2"),
            Map.entry(TABLE_DUMP, "TABLE_DUMP"),
            Map.entry(TABLE_DUMP_V2, "TABLE_DUMP_V2"),
            Map.entry(BGP4MP, "BGP4MP"),
            Map.entry(BGP4MP_ET, "BGP4MP_ET"),
            Map.entry(32, "ISIS"),
            Map.entry(ISIS_ET, "ISIS_ET"),
            Map.entry(48, "OSPFv3"),
            Map.entry(OSPFV3_ET, "OSPFv3_ET"));

    private static final Map<Integer, String> TABLE_DUMP_V2_NAMES = Map.ofEntries(
            Map.entry(1, "PEER_INDEX_TABLE"),
            Map.entry(2, "RIB_IPV4_UNICAST"),
            Map.entry(3, "RIB_IPV4_MULTICAST"),
            Map.entry(4, "RIB_IPV6_UNICAST"),
            Map.entry(5, "RIB_IPV6_MULTICAST"),
            Map.entry(6, "RIB_GENERIC"),
            Map.entry(7, "GEO_PEER_TABLE"),
            Map.entry(8, "RIB_IPV4_UNICAST_ADDPATH"),
            Map.entry(9, "RIB_IPV4_MULTICAST_ADDPATH"),
            Map.entry(10, "RIB_IPV6_UNICAST_ADDPATH"),
            Map.entry(11, "RIB_IPV6_MULTICAST_ADDPATH"),
            Map.entry(12, "RIB_GENERIC_ADDPATH"));

    private static final Map<Integer, String> BGP4MP_NAMES = Map.of(
            0, "STATE_CHANGE",
            1, "MESSAGE",
            4, "MESSAGE_AS4",
            5, "STATE_CHANGE_AS4",
            6, "MESSAGE_LOCAL",
            7, "MESSAGE_AS4_LOCAL",
            8, "MESSAGE_ADDPATH",
            9, "MESSAGE_AS4_ADDPATH",
            10, "MESSAGE_LOCAL_ADDPATH",
            11, "MESSAGE_AS4_LOCAL_ADDPATH");

    private static final Map<Integer, String> TABLE_DUMP_NAMES = Map.of(1, "AFI_IPv4", 2, "AFI_IPv6");

    private MrtType() {}

    /** Whether a type is in the registry, so that a file whose first record has it may be one. */
    public static boolean isKnown(int type) {
        return NAMES.containsKey(type);
    }

    static boolean hasMicroseconds(int type) {
        return type == BGP4MP_ET || type == ISIS_ET || type == OSPFV3_ET;
    }

    /** {@code BGP4MP/MESSAGE_AS4}; numbers where there is no name. */
    public static String describe(int type, int subtype) {
        String subtypeName = switch (type) {
            case TABLE_DUMP -> TABLE_DUMP_NAMES.get(subtype);
            case TABLE_DUMP_V2 -> TABLE_DUMP_V2_NAMES.get(subtype);
            case BGP4MP, BGP4MP_ET -> BGP4MP_NAMES.get(subtype);
            default -> null;
        };
        String typeName = NAMES.getOrDefault(type, Integer.toString(type));
        return typeName + "/" + (subtypeName == null ? Integer.toString(subtype) : subtypeName);
    }
}
