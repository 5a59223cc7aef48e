package io.nightjar.rib.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that ask about attributes, and rules that change them. */
class RouteChangesTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");
    private static final Community RED = Community.of(64512, 100);
    private static final LargeCommunity BIG = new LargeCommunity(64512, 300, 1);

    private static Route heard(PathAttribute... further) {
        return new Route(
                Nlri.of(BLOCK),
                TestAttributes.internal("10.0.0.1", further),
                TestPeer.internal(1).source());
    }

    private static boolean holds(RouteCondition condition, Route route) {
        return condition.holds(route, anyRoute -> "eth7");
    }

    private static PolicyRule rule(RouteCondition condition, RouteAction action, RouteOperation... operations) {
        return new PolicyRule(
                PrefixMatch.orLonger(Prefix.IPV4_DEFAULT),
                SourceMatch.ANY,
                condition,
                action,
                List.of(operations),
                "rule " + action);
    }

    private static PathAttributes changed(Route route, PolicyRule... rules) {
        Verdict verdict = new RoutePolicy(List.of(rules), RouteAction.ACCEPT).evaluate(route);
        return RouteOperation.applyAll(verdict.operations(), route.attributes());
    }

    @Test
    void communitiesAreFoundInTheirList() {
        Route both = heard(Communities.of(RED), new LargeCommunities(List.of(BIG)));
        assertThat(holds(new RouteCondition.HasCommunity(RED), both)).isTrue();
        assertThat(holds(new RouteCondition.HasLargeCommunity(BIG), both)).isTrue();
        assertThat(holds(new RouteCondition.HasCommunity(RED), heard())).isFalse();
        assertThat(holds(new RouteCondition.HasLargeCommunity(BIG), heard())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'65001 65002 65003', '65001', true",
        "'65001 65002 65003', '65001 65002 65003', true",
        "'65001 65002', '65001 65002 65003', false",
        "'65001 65002', '65002', false",
        "'', '65001', false",
        "'65001', '', true"
    })
    void aPathBeginsWithNumbersInTheirOrder(String path, String numbers, boolean begins) {
        RouteCondition condition = new RouteCondition.PathBegins(numbers(numbers));
        assertThat(holds(condition, heard(AsPath.sequence(numbers(path).toArray(AsNumber[]::new)))))
                .isEqualTo(begins);
    }

    private static List<AsNumber> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(" ")).stream().map(AsNumber::parse).toList();
    }

    @Test
    void aPathGoesOnInItsNextSegmentUnlessThatIsASet() {
        AsNumber first = AsNumber.of(65001);
        AsNumber second = AsNumber.of(65002);
        AsPath.Segment one = new AsPath.Segment(AsPath.SegmentType.AS_SEQUENCE, List.of(first));
        RouteCondition both = new RouteCondition.PathBegins(List.of(first, second));
        AsPath.Segment sequence = new AsPath.Segment(AsPath.SegmentType.AS_SEQUENCE, List.of(second, first));
        assertThat(holds(both, heard(new AsPath(List.of(one, sequence))))).isTrue();
        AsPath.Segment set = new AsPath.Segment(AsPath.SegmentType.AS_SET, List.of(second));
        assertThat(holds(both, heard(new AsPath(List.of(one, set))))).isFalse();
    }

    @Test
    void localPrefAndNextHopAreCompared() {
        RouteCondition high = new RouteCondition.LocalPrefIn(new NumberRange(200, 300));
        assertThat(holds(high, heard(new LocalPref(200)))).isTrue();
        assertThat(holds(high, heard())).isFalse();
        RouteCondition normal = new RouteCondition.LocalPrefIn(NumberRange.only(100));
        assertThat(holds(normal, heard()))
                .as("told without one, it has the default")
                .isTrue();
        Route external = new Route(
                Nlri.of(BLOCK),
                TestAttributes.external("10.0.0.9", 65001),
                TestPeer.external(2, 65001).source());
        assertThat(holds(high, external)).isFalse();
        RouteCondition nine = new RouteCondition.NextHopIn(Set.of(IpAddress.parse("10.0.0.9")));
        assertThat(holds(nine, external)).isTrue();
        assertThat(holds(nine, heard())).isFalse();
        assertThat(holds(nine, Route.originated(BLOCK, "test"))).isFalse();
    }

    @Test
    void theDeviceIsThatOfTheKernelUnlessSomebodyKnowsMore() {
        RouteCondition ethernet = new RouteCondition.OnDevice(new InterfacePattern("eth*"));
        assertThat(holds(ethernet, heard())).isTrue();
        Route learned = Route.learned(BLOCK, null, new RouteSource.Learned(80, 0, "eth0"));
        assertThat(rule(ethernet, RouteAction.ACCEPT).matches(learned)).isTrue();
        assertThat(rule(ethernet, RouteAction.ACCEPT).matches(heard())).isFalse();
        assertThat(rule(new RouteCondition.OnDevice(InterfacePattern.ANY), RouteAction.ACCEPT)
                        .matches(heard()))
                .isTrue();
    }

    @Test
    void everythingThatIsAskedHasToHold() {
        RouteCondition both = new RouteCondition.AllOf(
                List.of(new RouteCondition.HasCommunity(RED), new RouteCondition.LocalPrefIn(NumberRange.only(100))));
        assertThat(holds(both, heard(Communities.of(RED)))).isTrue();
        assertThat(holds(both, heard(Communities.of(RED), new LocalPref(1)))).isFalse();
        assertThat(holds(RouteCondition.NONE, heard())).isTrue();
    }

    @Test
    void operationsAreAppliedInTheirOrder() {
        PathAttributes attributes = changed(
                heard(AsPath.sequence(AsNumber.of(65009))),
                rule(
                        RouteCondition.NONE,
                        RouteAction.ACCEPT,
                        new RouteOperation.AddCommunity(RED),
                        new RouteOperation.AddCommunity(RED),
                        new RouteOperation.AddLargeCommunity(BIG),
                        new RouteOperation.PrependPath(numbers("65001 65002")),
                        new RouteOperation.SetLocalPref(1),
                        new RouteOperation.SetLocalPref(7)));
        assertThat(attributes.find(Communities.class)).contains(Communities.of(RED));
        assertThat(attributes.find(LargeCommunities.class)).contains(new LargeCommunities(List.of(BIG)));
        assertThat(attributes.find(AsPath.class))
                .contains(AsPath.sequence(AsNumber.of(65001), AsNumber.of(65002), AsNumber.of(65009)));
        assertThat(attributes.find(LocalPref.class)).contains(new LocalPref(7));
    }

    @Test
    void whatOneRuleChangesIsWhatTheNextOneSees() {
        PolicyRule normal = rule(RouteCondition.NONE, RouteAction.CONTINUE, new RouteOperation.LocalPrefOfMetric(1024));
        PolicyRule elevated = rule(
                new RouteCondition.LocalPrefIn(NumberRange.only(LocalPrefMetric.mirror(512))),
                RouteAction.ACCEPT,
                new RouteOperation.AddCommunity(RED));
        Route moving = Route.learned(BLOCK, null, new RouteSource.Learned(3, 512, "cali1"));
        assertThat(changed(moving, normal, elevated).find(Communities.class)).contains(Communities.of(RED));
        assertThat(changed(moving, normal).find(LocalPref.class)).contains(new LocalPref(2147483647L - 512));
        Route own = Route.originated(BLOCK, "test");
        assertThat(changed(own, normal, elevated)).isEqualTo(own.attributes().with(new LocalPref(2147482623L)));
        assertThat(new RouteOperation.LocalPrefOfMetric(1024).apply(own.attributes()))
                .isEqualTo(own.attributes().with(new LocalPref(2147482623L)));
    }

    @Test
    void nothingIsChangedAboutWhatIsRejected() {
        PolicyRule change = rule(RouteCondition.NONE, RouteAction.CONTINUE, new RouteOperation.AddCommunity(RED));
        Verdict verdict = new RoutePolicy(List.of(change), RouteAction.REJECT).evaluate(heard());
        assertThat(verdict).isEqualTo(new Verdict(RouteAction.REJECT, "no rule matches"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(RouteCondition.NONE, RouteAction.REJECT, new RouteOperation.AddCommunity(RED)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoutePolicy(List.of(), RouteAction.CONTINUE));
    }

    @Test
    void aMatchMayBeInverted() {
        PrefixMatch outside = PrefixMatch.orLonger(BLOCK).inverse();
        assertThat(outside.matches(Prefix.parse("10.0.0.0/8"))).isTrue();
        assertThat(outside.matches(Prefix.parse("192.168.18.65/32"))).isFalse();
        assertThat(outside.inverse()).isEqualTo(PrefixMatch.orLonger(BLOCK));
    }

    @Test
    void metricAndLocalPrefMirrorEachOtherInThirtyTwoBits() {
        assertThat(LocalPrefMetric.mirror(100)).isEqualTo(2147483547L);
        assertThat(LocalPrefMetric.mirror(LocalPrefMetric.mirror(1024))).isEqualTo(1024);
        assertThat(LocalPrefMetric.mirror(0xffff_ffffL)).isEqualTo(0x8000_0000L);
    }
}
