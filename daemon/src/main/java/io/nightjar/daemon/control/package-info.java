/**
 * The control socket and HTTP: what the running daemon tells about itself.
 *
 * <p>HTTP/1.1 over a UNIX domain socket, so that access is a matter of file permissions; and over TCP, where it can be asked but not
 * told, by those whom a {@code RequestGate} lets in. Owns the socket file, the Netty channels behind both,
 * the files of the web page, and the reports as values, such as {@link io.nightjar.daemon.control.StatusReport} and {@link
 * io.nightjar.daemon.control.RoutesReport}, which are also what a client reads back. What is in the reports comes from a {@link
 * io.nightjar.daemon.control.ReportSource}, which answers later and from another thread.
 *
 * <p>Everything that is answered is an {@code Endpoint}, and is described in {@code openapi.json}.
 * Requests are bounded in size, answers by pages, connections in number and in idle time, and each connection has one answer on its
 * way at a time. The file of a dead daemon is replaced; that of a living one is not.
 *
 * <p>Refuses paths, methods and parameters that it does not have.
 */
@NullMarked
package io.nightjar.daemon.control;

import org.jspecify.annotations.NullMarked;
