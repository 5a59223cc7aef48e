package io.nightjar.daemon.speak;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import org.jspecify.annotations.Nullable;

/**
 * A route to be announced or withdrawn.
 *
 * @param attributes as far as they were given; null to withdraw the route
 * @param foreign whether the attributes are somebody else's, to be passed on as a speaker does
 */
record RouteChange(Nlri route, @Nullable PathAttributes attributes, boolean foreign) {

    AddressFamily family() {
        return AddressFamily.unicast(route.prefix().afi());
    }
}
