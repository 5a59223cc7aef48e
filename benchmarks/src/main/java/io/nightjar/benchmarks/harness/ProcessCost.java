package io.nightjar.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What processes cost the machine, as the kernel accounts for it. */
public final class ProcessCost {

    /** USER_HZ: what times in {@code /proc} are counted in. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final String SHARE = "Pss:";
    private static final String RESIDENT = "VmRSS:";
    private static final String PEAK = "VmHWM:";

    private ProcessCost() {}

    /** Memory of all of them in KiB; what they share with others counts in proportion. */
    public static long memoryKib(List<Long> processes) throws IOException {
        return sum(processes, "smaps_rollup", SHARE);
    }

    /** What each of them has in memory, in KiB, all together; what they share counts for each. */
    public static long residentKib(List<Long> processes) throws IOException {
        return sum(processes, "status", RESIDENT);
    }

    /** The most memory that each of them has ever had, in KiB, all together; what they share counts for each. */
    public static long peakKib(List<Long> processes) throws IOException {
        return sum(processes, "status", PEAK);
    }

    private static long sum(List<Long> processes, String file, String label) throws IOException {
        long sum = 0;
        for (long process : processes) {
            for (String line : Files.readAllLines(Path.of("/proc/" + process + "/" + file))) {
                if (line.startsWith(label)) {
                    sum += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return sum;
    }

    /** Processor time of all of them in seconds, since they started. */
    public static double processorSeconds(List<Long> processes) throws IOException {
        long ticks = 0;
        for (long process : processes) {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            // The name is in parentheses and may have spaces.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
            ticks += Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
        }
        return ticks / TICKS_PER_SECOND;
    }
}
