package io.nightjar.conformance.interop;

import java.util.List;

/**
 * A path for a prefix as its speaker shows it; what it has not is empty.
 *
 * @param nextHop an address
 * @param asPath numbers with a space between two
 * @param originatorId of RFC 4456
 * @param clusterList of RFC 4456
 */
record PeerPath(String nextHop, String asPath, String originatorId, List<String> clusterList) {

    PeerPath {
        clusterList = List.copyOf(clusterList);
    }
}
