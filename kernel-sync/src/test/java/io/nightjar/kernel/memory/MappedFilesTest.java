package io.nightjar.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernel.memory.MappedFiles.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedFilesTest {

    private static List<String> area(String header, int anonymous, int swapped) {
        return List.of(
                header,
                "Size:                 64 kB",
                "Anonymous:            " + anonymous + " kB",
                "Swap:                 " + swapped + " kB",
                "VmFlags: rd ex mr mw me");
    }

    @Test
    void aFileThatIsOnlyReadCanBeReadAgain() {
        List<String> lines = area("7f9649651000-7f964a3a4000 r-xp 00251000 fe:00 123  /a b/libjvm.so", 0, 0);
        assertThat(MappedFiles.clean(lines)).containsExactly(new Area(0x7f96_4965_1000L, 0xd5_3000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "800000000-801449000 rw-p 00001000 fe:00 9 /lib/nightjar.jsa",
                "800000000-801449000 r--s 00000000 fe:00 9 /lib/modules",
                "800000000-801449000 ---p 00000000 fe:00 9 /lib/libc.so",
                "800000000-801449000 r--p 00000000 00:00 0",
                "800000000-801449000 r-xp 00000000 00:00 0 [vdso]"
            })
    void whatIsNoFileOrWritableStays(String header) {
        assertThat(MappedFiles.clean(area(header, 0, 0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "0, 4"})
    void anAreaWithPagesOfOurOwnStays(int anonymous, int swapped) {
        List<String> lines = area("800000000-801449000 r--p 00001000 fe:00 9 /lib/libc.so", anonymous, swapped);
        assertThat(MappedFiles.clean(lines)).isEmpty();
    }

    /** Java goes on afterwards, and finds what it needs again. */
    @Test
    void pagesAreGivenBackAndComeAgain() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        long before = javaInMemory();
        MappedFiles.release();
        long after = javaInMemory();

        assertThat(after).isLessThan(before);
        assertThat(Files.isExecutable(Path.of(java))).isTrue();
    }

    /** How much of Java's own code is in memory, in KiB. */
    private static long javaInMemory() throws IOException {
        long kibibytes = 0;
        boolean counted = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.contains(" r-xp ")) {
                counted = line.endsWith("libjvm.so");
            } else if (counted && line.startsWith("Rss:")) {
                kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
                counted = false;
            }
        }
        return kibibytes;
    }
}
