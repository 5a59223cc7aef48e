package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final View START = new View(PeerOrder.UNWELL, PeerFilter.ALL);

    @Test
    void theKeysGoThroughAllOrdersAndFilters() {
        Set<PeerOrder> orders = new HashSet<>();
        Set<PeerFilter> filters = new HashSet<>();
        View view = START;
        for (int i = 0; i < PeerFilter.values().length; i++) {
            view = view.after(Key.ORDER).after(Key.FILTER);
            orders.add(view.order());
            filters.add(view.filter());
        }
        assertThat(orders).containsExactlyInAnyOrder(PeerOrder.values());
        assertThat(filters).containsExactlyInAnyOrder(PeerFilter.values());
    }

    @Test
    void anotherOrderBeginsAtTheTop() {
        View scrolled = START.after(Key.PAGE_DOWN).after(Key.DOWN);
        assertThat(scrolled.skipped()).isEqualTo(11);
        assertThat(scrolled.after(Key.ORDER).skipped()).isZero();
        assertThat(scrolled.after(Key.FILTER).skipped()).isZero();
        assertThat(scrolled.after(Key.OTHER)).isEqualTo(scrolled);
        assertThat(scrolled.after(Key.PAGE_UP).after(Key.PAGE_UP).skipped()).isZero();
    }
}
