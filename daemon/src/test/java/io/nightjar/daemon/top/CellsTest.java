package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource({"node01, 6", "Wartungsende über Nacht, 23", "維護中, 6", "e\u0301, 1", "ok \ud83d\ude80, 5"})
    void widthIsInColumns(String text, int columns) {
        assertThat(Cells.width(text)).isEqualTo(columns);
    }

    @Test
    void aCutShows() {
        assertThat(Cells.cut("connection refused", 10)).isEqualTo("connectio~");
        assertThat(Cells.cut("維護中", 4)).isEqualTo("維~");
        assertThat(Cells.cut("abc", 3)).isEqualTo("abc");
        assertThat(Cells.cut("abc", 0)).isEmpty();
    }

    @Property
    boolean fittingIsExact(@ForAll String text, @ForAll @IntRange(max = 50) int columns) {
        return Cells.width(Cells.fit(Cells.plain(text), columns)) == columns;
    }

    @Property
    boolean plainTextHasNothingThatATerminalObeys(@ForAll String text) {
        return Cells.plain(text).chars().noneMatch(Character::isISOControl);
    }
}
