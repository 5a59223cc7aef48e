package io.nightjar.daemon.bird.command;

import org.jspecify.annotations.Nullable;

/** What a client of BIRD's control socket can ask for. */
public sealed interface BirdCommand {

    /** Hands itself to whoever does it. */
    <T> T perform(Handler<T> handler);

    /** Whether a client that has restricted itself may not do that. */
    default boolean privileged() {
        return false;
    }

    /**
     * Who does it.
     *
     * @param <T> what comes out
     */
    interface Handler<T> {

        T showStatus();

        T showMemory();

        T showInterfaces(boolean summary);

        T showSymbols(ShowSymbols command);

        T showProtocols(ShowProtocols command);

        T showRoute(RouteQuery query);

        T showStatic(@Nullable String protocol);

        T configure(Configure command);

        T control(Control command);

        T reload(Reload command);

        T tune(Tune command);

        T restrict();

        T down();
    }

    /** {@code show status}. */
    record ShowStatus() implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showStatus();
        }
    }

    /** {@code show memory}. */
    record ShowMemory() implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showMemory();
        }
    }

    /** {@code show interfaces [summary]}. */
    record ShowInterfaces(boolean summary) implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showInterfaces(summary);
        }
    }

    /**
     * {@code show symbols [KIND|NAME]}.
     *
     * @param kind of symbols; null for all
     * @param name of the one symbol; null for all
     */
    record ShowSymbols(@Nullable String kind, @Nullable String name) implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showSymbols(this);
        }
    }

    /** {@code show protocols [all] [NAME|"PATTERN"]}. */
    record ShowProtocols(boolean details, Selection selection) implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showProtocols(this);
        }
    }

    /** {@code show route …}. */
    record ShowRoute(RouteQuery query) implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showRoute(query);
        }
    }

    /** {@code show static [NAME]}. */
    record ShowStatic(@Nullable String protocol) implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.showStatic(protocol);
        }
    }

    /**
     * {@code configure …}.
     *
     * @param action what
     * @param file another one than usual; null for the usual one
     * @param undoSeconds after which it is undone unless it is confirmed; 0 for never
     */
    record Configure(Action action, @Nullable String file, long undoSeconds) implements BirdCommand {

        /** What about the configuration. */
        public enum Action {
            APPLY,
            CHECK,
            CONFIRM,
            UNDO
        }

        @Override
        public boolean privileged() {
            return action != Action.CHECK;
        }

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.configure(this);
        }
    }

    /** {@code disable|enable|restart WHICH ["MESSAGE"]}. */
    record Control(Change change, Selection selection, String message) implements BirdCommand {

        /** What becomes of a protocol. */
        public enum Change {
            DISABLE,
            ENABLE,
            RESTART
        }

        @Override
        public boolean privileged() {
            return true;
        }

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.control(this);
        }
    }

    /** {@code reload [in|out] WHICH}. */
    record Reload(boolean in, boolean out, Selection selection) implements BirdCommand {

        @Override
        public boolean privileged() {
            return true;
        }

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.reload(this);
        }
    }

    /**
     * {@code debug}, {@code mrtdump}, {@code dump}, {@code echo}: what is written to BIRD's log.
     *
     * @param verb the first word
     * @param selection the protocols that it is about; null when it is about none
     */
    record Tune(String verb, @Nullable Selection selection) implements BirdCommand {

        @Override
        public boolean privileged() {
            return selection != null;
        }

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.tune(this);
        }
    }

    /** {@code restrict}. */
    record Restrict() implements BirdCommand {

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.restrict();
        }
    }

    /** {@code down}. */
    record Down() implements BirdCommand {

        @Override
        public boolean privileged() {
            return true;
        }

        @Override
        public <T> T perform(Handler<T> handler) {
            return handler.down();
        }
    }
}
