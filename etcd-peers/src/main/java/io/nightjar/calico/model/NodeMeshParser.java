package io.nightjar.calico.model;

/** Whether there is a full mesh: JSON, which different writers space differently. */
final class NodeMeshParser {

    static final ObjectParser PARSER = ObjectParser.of(
            CalicoKeys.GLOBAL_NODE_MESH,
            (key, value) -> new NodeMesh(key.group(), JsonObject.parse(value).flag("enabled")));

    private NodeMeshParser() {}
}
