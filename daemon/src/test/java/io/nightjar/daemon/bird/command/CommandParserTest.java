package io.nightjar.daemon.bird.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.bird.command.RouteQuery.Detail;
import io.nightjar.daemon.bird.command.RouteQuery.ExportMode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines, and what BIRD makes of them. The refusals are those of the recorded dialogues. */
class CommandParserTest {

    private static final Set<String> PROTOCOLS = Set.of("static1", "kernel1", "device1", "Node_172_17_8_101");

    private static BirdCommand parse(String line) throws RefusedCommandException {
        return CommandParser.parse(line, Afi.IPV4, PROTOCOLS::contains);
    }

    /** BIRD 1.6.8 would evaluate these. There are no filters here, so they are refused in the words that it has for mistakes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "show route where net ~ [10.0.0.0/8+]",
                "show route where proto = \"static1\" count",
                "show route count where source = RTS_BGP",
                "show route where bgp_path ~ [= * 65001 * =]",
                "show route filter { accept; }",
                "eval 1+2",
                "eval 10.0.0.1 ~ 10.0.0.0/8",
            })
    void expressionsOfTheFilterLanguageAreSyntaxErrors(String line) {
        assertThatThrownBy(() -> parse(line)).hasMessage("syntax error");
    }

    /** BIRD would say {@code No such filter.} of names that its configuration does not have; ours has none. */
    @ParameterizedTest
    @ValueSource(strings = {"calico_kernel_programming", "calico_export_to_bgp_peers"})
    void filtersOfCalicosTemplatesDoNotExist(String filter) {
        assertThatThrownBy(() -> parse("show route filter " + filter)).hasMessage("No such filter.");
    }

    private static RouteQuery query(String line) throws RefusedCommandException {
        return ((BirdCommand.ShowRoute) parse(line)).query();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|syntax error",
                "foo|syntax error",
                "show|syntax error",
                "show foo|syntax error",
                "help|syntax error",
                "?|syntax error",
                "show ?|syntax error",
                "SHOW STATUS|syntax error",
                "Show Protocols|syntax error",
                "show status;|syntax error",
                "show ospf|syntax error",
                "show rip interfaces|syntax error",
                "exit|syntax error",
                "quit|syntax error",
                "sh pr|syntax error",
                "show route foo|IP address expected",
                "show route for zz|IP address expected",
                "show route protocol|syntax error",
                "show route protocol nope|nope is not a protocol",
                "show route export nope|nope is not a protocol",
                "show route table nope|nope is not a table",
                "show route 1.2.3.4|syntax error",
                "show route 10.96.0.1/12|Invalid prefix",
                "show route 10.0.0.0/33|Invalid prefix length 33",
                "show route for 300.1.1.1|Invalid IPv4 address 300.1.1.1",
                "show route 10.0.0.0/8 10.0.0.0/8|Only one prefix expected",
                "show route protocol static1 protocol kernel1|Protocol specified twice",
                "show route for fd00::1|This is an IPv4 router, therefore IPv6 addresses are not supported",
                "show route 10.0.0.0:255.0.255.0|Invalid netmask 255.0.255.0",
                "show route filter nope|No such filter.",
                "show route filter static1 all|No such filter.",
                "show route filter nope where true|No such filter.",
                "show route filter nope()|No such filter.",
                "show route filter|syntax error",
                "show route where|syntax error",
                "show route where (|syntax error",
                "show route where net ~|syntax error",
                "show route where net ~ [10.0.0.0/8+|syntax error",
                "show route where filter nope|syntax error",
                "show route where net = 300.1.1.1|Invalid IPv4 address 300.1.1.1",
                "eval|syntax error",
                "eval 1+|syntax error",
                "eval {1}|syntax error",
                "eval 300.1.1.1|Invalid IPv4 address 300.1.1.1",
                "eval 5000000000|Number out of range",
                "show bfd sessions|There is no BFD protocol running",
                "show bfd sessions kernel1|kernel1: Not a BFD protocol",
                "show bfd sessions nope|nope: Not a protocol",
                "show roa|No ROA table defined",
                "add roa 10.0.0.0/8 max 9 as 1|No ROA table defined",
                "reload|syntax error",
                "reload in|syntax error",
                "disable|syntax error",
                "configure foo|syntax error",
                "debug all|syntax error",
                "debug all foo|syntax error",
                "dump|syntax error",
                "dump foo|syntax error",
                "echo|syntax error",
                "echo foo|syntax error",
                "echo all 100|Invalid log buffer size",
                "down now|syntax error",
                "disable table|syntax error",
                "show protocols \"Node_*|Unterminated string",
                "show symbols 99999999999|Number out of range",
                "show µ|Unknown character",
            })
    void isRefusedInBirdsWords(String line, String words) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(RefusedCommandException.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"show status", "  show   status  ", "\tshow\tstatus", "show status # as always", "show status\0x"
            })
    void blanksCommentsAndWhatFollowsAZeroMeanNothing(String line) throws RefusedCommandException {
        assertThat(parse(line)).isEqualTo(new BirdCommand.ShowStatus());
    }

    @Test
    void protocolsAreMeantByNameByPatternOrAllTogether() throws RefusedCommandException {
        assertThat(parse("show protocols")).isEqualTo(new BirdCommand.ShowProtocols(false, new Selection.All()));
        assertThat(parse("show protocols all")).isEqualTo(new BirdCommand.ShowProtocols(true, new Selection.All()));
        assertThat(parse("show protocols all nope"))
                .isEqualTo(new BirdCommand.ShowProtocols(true, new Selection.Named("nope")));
        assertThat(parse("show protocols \"Node_*\""))
                .isEqualTo(new BirdCommand.ShowProtocols(false, new Selection.Like("Node_*")));
        assertThat(parse("show protocols 'tor-1'"))
                .isEqualTo(new BirdCommand.ShowProtocols(false, new Selection.Named("tor-1")));
    }

    @ParameterizedTest
    @CsvSource({
        "Node_*, Node_172_17_8_101, true",
        "*_101, Node_172_17_8_101, true",
        "*17*8*, Node_172_17_8_101, true",
        "Node_???_*, Node_172_17_8_101, true",
        "node_*, Node_172_17_8_101, false",
        "Node_, Node_172_17_8_101, false",
        "*_102, Node_172_17_8_101, false",
        "**, x, true",
        "?, xy, false",
    })
    void aPatternMatchesWholeNames(String pattern, String name, boolean matches) {
        assertThat(new Selection.Like(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void aPatternOfManyStarsIsMatchedInNoTime() {
        assertThat(new Selection.Like("*a".repeat(1000) + "b").matches("a".repeat(4000)))
                .isFalse();
    }

    @Test
    void routesAreAskedForInAnyOrderOfWords() throws RefusedCommandException {
        RouteQuery query = query("show route all count for 10.1.2.3 table master primary export Node_172_17_8_101");

        assertThat(query.destination()).isEqualTo(Prefix.parse("10.1.2.3/32"));
        assertThat(query.covering()).isTrue();
        assertThat(query.primary()).isTrue();
        assertThat(query.detail()).isEqualTo(Detail.COUNT);
        assertThat(query.export()).isEqualTo(new RouteQuery.Export(ExportMode.EXPORT, "Node_172_17_8_101"));
        assertThat(query("show route 10.0.0.0/8 all protocol static1 stats").detail())
                .isEqualTo(Detail.ATTRIBUTES_AND_COUNT);
        assertThat(query("show route 10.0.0.0:255.0.0.0").destination()).isEqualTo(Prefix.parse("10.0.0.0/8"));
        assertThat(query("show route").unconditional()).isTrue();
        assertThat(query("show route filtered").unconditional()).isFalse();
    }

    @Test
    void theOtherDaemonKnowsTheOtherAddresses() throws RefusedCommandException {
        BirdCommand command = CommandParser.parse("show route for fd80:24e2::5", Afi.IPV6, PROTOCOLS::contains);

        assertThat(((BirdCommand.ShowRoute) command).query().destination()).isEqualTo(Prefix.parse("fd80:24e2::5/128"));
        assertThatThrownBy(() -> CommandParser.parse("show route for 10.0.0.1", Afi.IPV6, PROTOCOLS::contains))
                .hasMessage("syntax error");
        assertThatThrownBy(() -> CommandParser.parse("show route for 1:2:::3", Afi.IPV6, PROTOCOLS::contains))
                .hasMessage("Invalid IPv6 address 1:2:::3");
    }

    @Test
    void whatChangesSomethingIsPrivileged() throws RefusedCommandException {
        assertThat(parse("configure").privileged()).isTrue();
        assertThat(parse("configure soft \"x\" timeout 5"))
                .isEqualTo(new BirdCommand.Configure(BirdCommand.Configure.Action.APPLY, "x", 5));
        assertThat(parse("configure timeout"))
                .isEqualTo(new BirdCommand.Configure(BirdCommand.Configure.Action.APPLY, null, 300));
        assertThat(parse("configure check").privileged()).isFalse();
        assertThat(parse("disable all \"maintenance\""))
                .isEqualTo(new BirdCommand.Control(
                        BirdCommand.Control.Change.DISABLE, new Selection.All(), "maintenance"));
        assertThat(parse("reload out \"Node_*\""))
                .isEqualTo(new BirdCommand.Reload(false, true, new Selection.Like("Node_*")));
        assertThat(parse("down").privileged()).isTrue();
        assertThat(parse("debug kernel1 { states, routes }").privileged()).isTrue();
        assertThat(parse("echo { trace, info } 256").privileged()).isFalse();
        assertThat(parse("dump routes").privileged()).isFalse();
        assertThat(parse("mrtdump all { states, messages }").privileged()).isTrue();
    }

    @Test
    void longAndStrangeLinesAreRefusedAndNothingElse() {
        for (String line : new String[] {
            "1:".repeat(2000),
            ":".repeat(4000),
            "9".repeat(4000),
            "a".repeat(4000),
            "\"".repeat(3),
            "'".repeat(3),
            "show route ".repeat(300),
            "show route 1.2.3.4.5.6.7.8/9",
            "0x",
            "show route /",
            "{".repeat(4000)
        }) {
            assertThatThrownBy(() -> parse(line)).isInstanceOf(RefusedCommandException.class);
            assertThatThrownBy(() -> CommandParser.parse(line, Afi.IPV6, PROTOCOLS::contains))
                    .isInstanceOf(RefusedCommandException.class);
        }
    }
}
