package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.RoutesReport;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes as text for people, page by page. */
final class RoutesText {

    private static final String NOTHING = "-";

    private final PrintWriter out;

    private final Table table = new Table("PREFIX", "VIA", "PEER", "BEST", "KERNEL");

    private final Table told = new Table("PREFIX", "VIA", "ADVERTISED", "ATTRIBUTES");

    RoutesText(PrintWriter out) {
        this.out = out;
    }

    /** Prints a page, and says whether anybody still reads. */
    boolean print(RoutesReport routes) {
        for (RoutesReport.Route route : routes.routes()) {
            String prefix = route.prefix();
            for (RoutesReport.Path path : route.paths()) {
                table.row(
                        prefix,
                        orNothing(path.nextHop()),
                        source(path),
                        (path.best() ? "* " : "- ") + path.reason() + (path.stale() ? ", stale" : ""),
                        path.best() ? route.kernel() : "");
                prefix = "";
            }
        }
        table.print(out);
        return !out.checkError();
    }

    private static String source(RoutesReport.Path path) {
        RoutesReport.Learned learned = path.learned();
        if (learned != null) {
            return path.peer() + " " + learned.text();
        }
        return path.pathId() == null ? path.peer() : path.peer() + " path " + path.pathId();
    }

    /** The same of what a peer is told. */
    boolean print(AdvertisedReport advertised) {
        for (AdvertisedReport.Route route : advertised.routes()) {
            told.row(
                    route.pathId() == null ? route.prefix() : route.prefix() + " path " + route.pathId(),
                    orNothing(route.nextHop()),
                    (route.advertised() ? "* " : "- ")
                            + route.reason()
                            + (route.rule() == null ? "" : " (" + route.rule() + ")"),
                    route.advertised() ? text(route.attributes()) : "");
        }
        told.print(out);
        return !out.checkError();
    }

    private static String text(List<RoutesReport.Attribute> attributes) {
        return String.join(
                ", ",
                attributes.stream()
                        .filter(attribute -> !attribute.name().equals("NEXT_HOP"))
                        .map(attribute -> attribute.name() + " " + attribute.value())
                        .map(String::stripTrailing)
                        .toList());
    }

    private static String orNothing(@Nullable String value) {
        return value == null ? NOTHING : value;
    }
}
