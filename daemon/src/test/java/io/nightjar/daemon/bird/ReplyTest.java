package io.nightjar.daemon.bird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The form of replies. */
class ReplyTest {

    private final Reply reply = new Reply();

    @Test
    void aNumberThatComesAgainIsABlankUntilTheLastLine() {
        reply.line(2002, "heading");
        reply.line(1002, "first");
        reply.line(1002, "second");
        reply.line(1006, "details");
        reply.line(1002, "third");
        reply.end();

        assertThat(reply.ended()).isTrue();
        assertThat(reply.take()).isEqualTo("2002-heading\n1002-first\n second\n1006-details\n1002-third\n0000 \n");
    }

    @Test
    void theLastLineHasItsNumberAlsoWhenItIsTheSameAgain() {
        reply.line(13, "one");
        reply.end(13, "two");

        assertThat(reply.take()).isEqualTo("0013-one\n0013 two\n");
    }

    @Test
    void piecesGoOnWhereTheLastOneEnded() {
        reply.line(1007, "first");
        assertThat(reply.take()).isEqualTo("1007-first\n");

        reply.line(1007, "second");

        assertThat(reply.take()).isEqualTo(" second\n");
        assertThat(reply.ended()).isFalse();
    }

    @Test
    void whatBirdCannotHoldIsNotShown() {
        reply.line(1007, "x".repeat(600));
        reply.line(1007, "y");
        reply.end(1000, "é".repeat(300));

        assertThat(reply.take()).isEqualTo("8000-<line overflow>\n1007-y\n8000 <line overflow>\n");
    }

    @Test
    void memoryHasFourDigitsAndAUnit() {
        assertThat(StatusLines.size("Routing tables:", 35 * 1024)).isEqualTo("Routing tables:     35 kB");
        assertThat(StatusLines.size("ROA tables:", 192)).isEqualTo("ROA tables:        192  B");
        assertThat(StatusLines.size("Route attributes:", 9772)).isEqualTo("Route attributes: 9772  B");
    }
}
