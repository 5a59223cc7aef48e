package io.nightjar.calico.model;

/** Raw statements for BIRD, which mean nothing to us; blank ones would mean nothing to BIRD either. */
final class CustomFilterParser {

    static final ObjectParser PARSER = ObjectParser.of(
            "/calico/bgp/v1/global/custom_filters/v[46]/[^/]+",
            (key, value) -> value.isBlank() ? null : new CustomFilter(key.group()));

    private CustomFilterParser() {}
}
