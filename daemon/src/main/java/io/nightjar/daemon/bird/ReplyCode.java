package io.nightjar.daemon.bird;

/** The numbers before BIRD's lines. */
final class ReplyCode {

    static final int OK = 0;
    static final int WELCOME = 1;
    static final int READING_CONFIGURATION = 2;
    static final int RECONFIGURED = 3;
    static final int SHUTDOWN_REQUESTED = 7;
    static final int ALREADY_DISABLED = 8;
    static final int DISABLED = 9;
    static final int ALREADY_ENABLED = 10;
    static final int ENABLED = 11;
    static final int RESTARTED = 12;
    static final int STATUS_REPORT = 13;
    static final int ROUTE_COUNT = 14;
    static final int RELOADING = 15;
    static final int ACCESS_RESTRICTED = 16;
    static final int CONFIRMED = 18;
    static final int NOTHING_TO_DO = 19;
    static final int CONFIGURATION_OK = 20;
    static final int UNDO_REQUESTED = 21;
    static final int UNDO_SCHEDULED = 22;
    static final int RECOVERY_REPORT = 24;
    static final int VERSION = 1000;
    static final int INTERFACE = 1001;
    static final int PROTOCOL = 1002;
    static final int INTERFACE_ADDRESS = 1003;
    static final int INTERFACE_FLAGS = 1004;
    static final int INTERFACE_SUMMARY = 1005;
    static final int PROTOCOL_DETAILS = 1006;
    static final int ROUTE = 1007;
    static final int ROUTE_TYPE = 1008;
    static final int STATIC_ROUTE = 1009;
    static final int SYMBOL = 1010;
    static final int UPTIME = 1011;
    static final int ROUTE_ATTRIBUTES = 1012;
    static final int MEMORY = 1018;
    static final int PROTOCOLS_HEADING = 2002;
    static final int INTERFACES_HEADING = 2005;
    static final int LINE_OVERFLOW = 8000;
    static final int ROUTE_NOT_FOUND = 8001;
    static final int CONFIGURATION_ERROR = 8002;
    static final int NO_PROTOCOLS_MATCH = 8003;
    static final int PROTOCOL_DOWN = 8005;
    static final int RELOAD_FAILED = 8006;
    static final int ACCESS_DENIED = 8007;
    static final int TOO_LONG = 9000;
    static final int PARSE_ERROR = 9001;
    static final int WRONG_SYMBOL = 9002;

    private ReplyCode() {}
}
