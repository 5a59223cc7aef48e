package io.nightjar.benchmarks.reflector;

import java.util.Locale;
import picocli.CommandLine;

/**
 * A workload in one size.
 *
 * @param clients how many, without the one that announces if only one does
 * @param routes of each client, or of the one that announces
 */
record Case(Workload workload, int clients, int routes) {

    /** What a result is about. */
    static Case of(Result result) {
        return new Case(result.workload(), result.clients(), result.routes());
    }

    /** Reads {@code CLIENTSxROUTES}. */
    static Case parse(Workload workload, String text) {
        String[] numbers = text.split("x", -1);
        try {
            Case read = new Case(workload, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            if (numbers.length == 2 && read.clients > 0 && read.clients < Place.MOST_CLIENTS && read.routes > 0) {
                return read;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notTwoNumbers) {
            throw new CommandLine.TypeConversionException(complaint(text));
        }
        throw new CommandLine.TypeConversionException(complaint(text));
    }

    private static String complaint(String text) {
        return "'" + text + "': expected CLIENTSxROUTES, as 200x5";
    }

    @Override
    public String toString() {
        return workload.name().toLowerCase(Locale.ROOT) + " " + clients + " x " + routes;
    }

    /** How many connect. */
    int crowd() {
        return workload == Workload.TABLE ? clients + 1 : clients;
    }

    RoutePlan plan() {
        return workload == Workload.TABLE ? RoutePlan.table(routes) : RoutePlan.blocks(clients, routes);
    }
}
