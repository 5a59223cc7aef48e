package io.nightjar.bgp.mrt;

import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * One record, still to be decoded (RFC 6396 §2).
 *
 * @param number 1 for the first of its file
 * @param offset of its header, in octets from the beginning of the file
 * @param time to the microsecond in the extended types (RFC 6396 §3)
 * @param type see {@link MrtType}
 * @param subtype depends on the type
 * @param body without the header and the microseconds; nobody else has it
 */
public record MrtRecord(long number, long offset, Instant time, int type, int subtype, ByteBuf body) {}
