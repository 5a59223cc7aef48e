package io.nightjar.rib.engine;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.table.OfferedPath;
import java.util.List;

/** All routes to a destination that groups with path identifiers may be told of now (RFC 7911). */
record OfferedPaths(Prefix prefix, List<OfferedPath> paths) {}
