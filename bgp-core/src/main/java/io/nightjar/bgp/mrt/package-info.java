/**
 * Reads MRT files (RFC 6396, RFC 8050): dumps of tables and logs of messages that other speakers and collectors write.
 *
 * <p>Receives an {@link java.io.InputStream}; {@link io.nightjar.bgp.mrt.MrtReader} cuts it into records, and
 * {@link io.nightjar.bgp.mrt.MrtRecordDecoder} tells an {@link io.nightjar.bgp.mrt.MrtSink} what one record holds: a table's
 * peers, its routes with decoded attributes, messages as octets, changes of state. Of a file never more than one record
 * and the table's list of peers is in memory, and a record has a limit.
 *
 * <p>A record that does not hold what its lengths say is an {@link io.nightjar.bgp.mrt.MrtFormatException}: what stood
 * before the fault has been told by then, and the next record can be read all the same. Nothing is written here.
 */
@NullMarked
package io.nightjar.bgp.mrt;

import org.jspecify.annotations.NullMarked;
