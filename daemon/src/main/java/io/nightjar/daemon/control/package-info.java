/**
 * The control socket: what the running daemon tells about itself.
 *
 * <p>HTTP/1.1 over a UNIX domain socket, so that access is a matter of file permissions. Owns the socket file, the Netty
 * channels behind it, and the reports as values: {@link io.nightjar.daemon.control.StatusReport} and {@link
 * io.nightjar.daemon.control.RoutesReport}, which are also what a client reads back. What is in the reports comes from a
 * {@link io.nightjar.daemon.control.ReportSource}, which answers later and from another thread.
 *
 * <p>Requests are bounded in size, connections in number and in idle time, and each connection has one answer on its way
 * at a time. The file of a dead daemon is replaced; that of a living one is not.
 *
 * <p>Refuses everything but GET on the paths it has.
 */
@NullMarked
package io.nightjar.daemon.control;

import org.jspecify.annotations.NullMarked;
