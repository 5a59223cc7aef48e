package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.plan.Plan;
import io.nightjar.rib.config.OriginatedRoute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whose a destination is by the datastore. */
final class OwnerSteps {

    private final Facts facts;

    private final List<Step> steps = new ArrayList<>();

    private OwnerSteps(Facts facts) {
        this.facts = facts;
    }

    static List<Step> of(Facts facts) {
        return new OwnerSteps(facts).steps();
    }

    private List<Step> steps() {
        DatastoreFacts datastore = facts.source().datastore();
        if (datastore == null) {
            withoutDatastore();
            return steps;
        }
        if (!facts.source().away().isEmpty()) {
            steps.add(Step.of(
                    Code.DATASTORE_AWAY,
                    facts.source().location(),
                    "the datastore is away (" + facts.source().away() + "), revision "
                            + datastore.view().revision() + " counts"));
        }
        if (datastore.plan() instanceof Plan.Waiting waiting) {
            steps.add(Step.of(Code.NOT_CONFIGURED, datastore.node(), waiting.reason()));
        }
        if (!facts.source().owners().problem().isEmpty()) {
            steps.add(Step.of(
                    Code.OWNERS_UNREADABLE,
                    facts.prefix().toString(),
                    "blocks of other nodes are not known: "
                            + facts.source().owners().problem()));
        }
        if (!blocks(datastore)) {
            others(datastore);
        }
        return steps;
    }

    private void withoutDatastore() {
        String location = facts.source().location();
        if (!facts.source().away().isEmpty()) {
            steps.add(Step.of(
                    Code.NOT_CONFIGURED,
                    location,
                    "the datastore has not been read: " + facts.source().away()));
            return;
        }
        steps.add(Step.of(Code.STATIC_FILE, location, "the configuration is the file " + location));
        startsHere();
    }

    private boolean startsHere() {
        OriginatedRoute origin = Originated.of(facts);
        if (origin == null) {
            return false;
        }
        DatastoreFacts datastore = facts.source().datastore();
        Reference reference = datastore == null ? null : Reference.in(datastore.view(), origin.origin());
        String text = "it starts here because of " + origin.origin();
        steps.add(Step.of(Code.STARTS_HERE, facts.prefix().toString(), text, reference));
        return true;
    }

    /** Whether there is anything to be said about blocks. */
    private boolean blocks(DatastoreFacts datastore) {
        Owners owners = facts.source().owners().of(facts.prefix());
        owners.unusables()
                .forEach(defect -> steps.add(Step.of(
                        Code.BLOCK_UNUSABLE,
                        defect.key(),
                        "the affinity of the block cannot be read: " + defect.reason(),
                        Reference.in(datastore.view(), defect.key()))));
        for (Owners.Owner owner : owners.blocks()) {
            steps.add(block(owner, datastore.node()));
        }
        long claims = owners.blocks().stream()
                .filter(owner -> owner.affinity().state() != BlockAffinity.State.PENDING)
                .map(owner -> owner.affinity().node())
                .distinct()
                .count();
        if (claims > 1) {
            steps.add(Step.of(
                    Code.BLOCK_CLAIMED_TWICE,
                    facts.prefix().toString(),
                    claims + " nodes say that the block is theirs"));
        }
        return !owners.blocks().isEmpty() || !owners.unusables().isEmpty();
    }

    private static Step block(Owners.Owner owner, String here) {
        BlockAffinity affinity = owner.affinity();
        String node = affinity.node();
        String since = " since revision " + owner.revision();
        return switch (affinity.state()) {
            case PENDING ->
                Step.of(Code.BLOCK_PENDING, node, node + " is claiming this block" + since, owner.reference());
            case PENDING_DELETION ->
                Step.of(Code.BLOCK_RELEASING, node, node + " is giving this block up" + since, owner.reference());
            case CONFIRMED, IMPLICIT ->
                node.equals(here)
                        ? Step.of(Code.OWN_BLOCK, node, "this node owns this block" + since, owner.reference())
                        : Step.of(Code.NODE_BLOCK, node, node + " owns this block" + since, owner.reference());
        };
    }

    private void others(DatastoreFacts datastore) {
        Prefix prefix = facts.prefix();
        if (startsHere()) {
            return;
        }
        CalicoNode node = nodeAt(datastore, prefix);
        if (node != null) {
            steps.add(Step.of(
                    Code.NODE_ADDRESS,
                    node.name(),
                    "it is the address of " + node.name(),
                    Reference.of(datastore, node)));
            return;
        }
        IpPool pool = datastore.state().pools().stream()
                .filter(known -> known.cidr().contains(prefix))
                .findFirst()
                .orElse(null);
        if (pool == null) {
            steps.add(Step.of(Code.NO_OWNER, prefix.toString(), "the datastore says nothing about it"));
        } else if (facts.source().owners().problem().isEmpty()) {
            steps.add(Step.of(
                    Code.POOL_WITHOUT_BLOCK,
                    pool.cidr().toString(),
                    "it is inside the pool " + pool.cidr() + ", and no block of any node",
                    Reference.in(datastore.view(), pool.key())));
        }
    }

    private static @Nullable CalicoNode nodeAt(DatastoreFacts datastore, Prefix prefix) {
        if (!prefix.isHost()) {
            return null;
        }
        return datastore.state().nodes().values().stream()
                .filter(node ->
                        prefix.address().equals(node.address(prefix.afi()).address()))
                .findFirst()
                .orElse(null);
    }
}
