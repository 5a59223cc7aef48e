package io.nightjar.conformance.traffic;

/** What is looked at. */
enum SpeakerKind {
    NIGHTJAR("Nightjar"),
    BIRD("BIRD");

    private final String title;

    SpeakerKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
