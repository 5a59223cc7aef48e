package io.nightjar.kernel.memory;

import io.nightjar.kernel.netlink.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that are mapped into this process: Java itself and its archive of classes. A start touches most of their pages, and what
 * comes after it only some.
 */
public final class MappedFiles {

    private static final Path AREAS = Path.of("/proc/self/smaps");

    private static final int WORDS_OF_HEADER = 6;

    private MappedFiles() {}

    /**
     * A part of this process' address space.
     *
     * @param start its first address
     * @param length in octets
     */
    record Area(long start, long length) {}

    /**
     * Gives the pages of files back that differ in nothing from their file, with madvise(2) and MADV_DONTNEED. They stay in the
     * kernel's cache as long as it has room for them, and come back from there, or from the file, when they are needed again.
     *
     * @throws IOException if the system does not say what is mapped
     */
    public static void release() throws IOException {
        LibC libc = LibC.load();
        for (Area area : clean(Files.readAllLines(AREAS))) {
            libc.madvise(area.start(), area.length(), LibC.MADV_DONTNEED);
        }
    }

    /**
     * The areas that are files and nothing else: private, not writable, and with no page that is ours alone (as one with relocated
     * addresses is, which was writable once), be it in memory or swapped out.
     *
     * @param lines of smaps, see proc(5)
     */
    static List<Area> clean(List<String> lines) {
        List<Area> areas = new ArrayList<>();
        boolean ownPages = false;
        // What is said of an area stands below its header.
        for (int i = lines.size() - 1; i >= 0; i--) {
            String[] words = lines.get(i).split("\\s+");
            if (words[0].endsWith(":")) {
                boolean counted = words[0].equals("Anonymous:") || words[0].equals("Swap:");
                ownPages |= counted && !words[1].equals("0");
            } else {
                if (!ownPages && isReadOnlyFile(words)) {
                    areas.add(area(words[0]));
                }
                ownPages = false;
            }
        }
        return areas;
    }

    /** Addresses, permissions, offset, device, inode and path. */
    private static boolean isReadOnlyFile(String[] words) {
        return words.length >= WORDS_OF_HEADER && words[1].matches("r-.p") && !words[4].equals("0");
    }

    private static Area area(String range) {
        int dash = range.indexOf('-');
        long start = Long.parseUnsignedLong(range.substring(0, dash), 16);
        return new Area(start, Long.parseUnsignedLong(range.substring(dash + 1), 16) - start);
    }
}
