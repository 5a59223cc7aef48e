package io.nightjar.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.net.Octets;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutdownCommunicationTest {

    private static NotificationMessage cease(int subcode, String hex) {
        return NotificationMessage.of(NotificationCode.CEASE, subcode, Octets.ofHex(hex));
    }

    @Test
    void aTextIsSentWithItsLengthInFront() {
        NotificationMessage shutdown = ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, "späti");
        assertThat(shutdown.data().toHex()).isEqualTo("067370c3a47469");
        assertThat(ShutdownCommunication.in(shutdown)).contains("späti");
        assertThat(ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_RESET, "")
                        .data())
                .isEqualTo(Octets.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"x, 300, 255", "ä, 128, 254", "xä, 127, 255", "€, 86, 255", "x€, 64, 253", "😀, 64, 252"})
    void aLongTextIsCutBetweenCharacters(String unit, int times, int octets) {
        String text = unit.repeat(times);
        Octets data = ShutdownCommunication.encode(text);
        assertThat(data.length()).isEqualTo(octets + 1);
        assertThat(data.unsigned(0)).isEqualTo(octets);
        NotificationMessage told =
                NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, data);
        String heard = ShutdownCommunication.in(told).orElseThrow();
        assertThat(text).startsWith(heard);
        assertThat(heard.getBytes(StandardCharsets.UTF_8)).hasSize(octets);
    }

    @ParameterizedTest
    @CsvSource({
        "2, '', 'Cease/Administrative Shutdown (6/2)'",
        "2, 00, 'Cease/Administrative Shutdown (6/2)'",
        "2, 0268692121, 'Cease/Administrative Shutdown (6/2): \"hi\"'",
        "4, 026869, 'Cease/Administrative Reset (6/4): \"hi\"'",
        "3, 026869, 'Cease/Peer De-configured (6/3)'",
        "2, 036869, 'Cease/Administrative Shutdown (6/2), with a malformed communication'",
        "2, ff, 'Cease/Administrative Shutdown (6/2), with a malformed communication'",
        "2, 0480c328fe, 'Cease/Administrative Shutdown (6/2): \"��(�\"'",
        "2, 05410d0a1b7f, 'Cease/Administrative Shutdown (6/2): \"A\\u{d}\\u{a}\\u{1b}\\u{7f}\"'",
        "2, 06e280aee280a8, 'Cease/Administrative Shutdown (6/2): \"\\u{202e}\\u{2028}\"'",
        "2, 02225c, 'Cease/Administrative Shutdown (6/2): \"\\\"\\\\\"'",
        "9, 0602026869, 'Cease/Hard Reset (6/9) for Cease/Administrative Shutdown (6/2): \"hi\"'",
        "9, 060302, 'Cease/Hard Reset (6/9) for Cease/Peer De-configured (6/3)'",
        "9, 06020968, 'Cease/Hard Reset (6/9) for Cease/Administrative Shutdown (6/2), with a malformed communication'",
        "9, 06090602026869, 'Cease/Hard Reset (6/9) for Cease/Hard Reset (6/9)'",
        "9, 06, 'Cease/Hard Reset (6/9)'",
        "9, '', 'Cease/Hard Reset (6/9)'"
    })
    void whatAPeerWroteIsShownOnOneLine(int subcode, String hex, String shown) {
        assertThat(ShutdownCommunication.describe(cease(subcode, hex))).isEqualTo(shown);
    }

    @Test
    void otherErrorsHaveNoText() {
        NotificationMessage other =
                NotificationMessage.of(NotificationCode.OPEN_MESSAGE_ERROR, 2, Octets.ofHex("026869"));
        assertThat(ShutdownCommunication.describe(other)).isEqualTo("OPEN Message Error/Bad Peer AS (2/2)");
    }

    @Property
    void nothingThatAPeerWritesBreaksALine(
            @ForAll @IntRange(max = 255) int code, @ForAll @IntRange(max = 9) int subcode, @ForAll byte[] data) {
        NotificationMessage any = NotificationMessage.of(new NotificationCode(code), subcode, Octets.of(data));
        assertThat(ShutdownCommunication.describe(any).codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x202e);
        NotificationMessage cease = NotificationMessage.of(NotificationCode.CEASE, subcode, Octets.of(data));
        assertThat(ShutdownCommunication.describe(cease).codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x202e);
    }

    @Property
    void aTextThatFitsComesBack(@ForAll("texts") String text) {
        assertThat(ShutdownCommunication.in(ShutdownCommunication.cease(2, text))
                        .orElse(""))
                .isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(85)
                .filter(text -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
    }

    @Test
    void aHardResetCarriesItsReason() {
        NotificationMessage reason = ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, "hi");
        NotificationMessage hard = HardReset.of(reason);
        assertThat(hard.data().toHex()).isEqualTo("0602026869");
        assertThat(HardReset.is(hard)).isTrue();
        assertThat(HardReset.reasonOf(hard)).contains(reason);
        assertThat(HardReset.reasonOf(reason)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "2,true", "3,true", "4,true", "5,false", "6,false", "7,false", "8,false", "9,false"
    })
    void someCeasesAreMeantForGood(int subcode, boolean hard) {
        assertThat(HardReset.suits(cease(subcode, ""))).isEqualTo(hard);
        assertThat(HardReset.suits(NotificationMessage.of(NotificationCode.HOLD_TIMER_EXPIRED, subcode)))
                .isFalse();
    }
}
