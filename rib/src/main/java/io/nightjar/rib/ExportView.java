package io.nightjar.rib;

import io.nightjar.rib.outbound.ExportVerdict;
import io.nightjar.rib.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about telling a peer of one route.
 *
 * @param verdict whether it may be told, and why not
 * @param told the route with the attributes that it is told with; null if it is not
 */
public record ExportView(ExportVerdict verdict, @Nullable Route told) {}
