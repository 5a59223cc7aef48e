package io.nightjar.daemon.lab;

/**
 * What the lab's nodes are, apart from their network, which is always a namespace of its own: the place where their
 * long-running programs live. Short questions are asked from the machine, inside the node's network.
 */
public interface NodeDriver {

    /** Provides what is needed before the first program; that may take a while the first time. */
    void prepare();

    /** Starts a program on its node. */
    RunningProgram start(NodeProgram program);
}
