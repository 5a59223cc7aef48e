/** Endpoints that talk to each other, and to plain sockets, over loopback. */
package io.nightjar.fsm.netty;
