package io.nightjar.benchmarks.reflector;

/** What is measured. */
enum Workload {
    /** All clients announce their blocks at once. */
    REFLECTOR,
    /** One client announces a table of all kinds of routes, others receive. */
    TABLE,
    /** One client changes one route after the other. */
    CHURN,
    /** All clients lose their connections, and half a second later come back at once. */
    STORM,
    /** The process starts. */
    START
}
