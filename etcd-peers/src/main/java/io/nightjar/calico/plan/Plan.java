package io.nightjar.calico.plan;

import io.nightjar.calico.model.Unusable;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the planner made of a cluster's state. */
public sealed interface Plan {

    /** Objects that cannot be used as they are, in the order of their keys. */
    List<Unusable> unusables();

    /**
     * The node knows what to do.
     *
     * @param config the whole of it
     * @param unusables objects that were set aside
     * @param notes what the configuration leaves out, sorted
     * @param node the same in Calico's terms
     */
    record Ready(SpeakerConfig config, List<Unusable> unusables, List<PlanNote> notes, NodePlan node) implements Plan {

        public Ready {
            unusables = List.copyOf(unusables);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The datastore does not say enough about this node yet; what is running stays as it is.
     *
     * @param reason what is being waited for
     * @param unusables objects that were set aside
     * @param node what is known in Calico's terms; null if that is nothing
     */
    record Waiting(
            String reason,
            List<Unusable> unusables,
            @Nullable NodePlan node) implements Plan {

        public Waiting {
            unusables = List.copyOf(unusables);
        }
    }
}
