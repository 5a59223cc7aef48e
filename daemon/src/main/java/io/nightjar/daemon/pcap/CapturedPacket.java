package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * One packet of a capture.
 *
 * @param number 1 for the first of its file
 * @param offset of its record, in octets from the beginning of the file
 * @param time when it was seen; the epoch where the file does not say
 * @param linkType what its first header is (a LINKTYPE_ value)
 * @param data as much of it as was captured
 */
public record CapturedPacket(long number, long offset, Instant time, int linkType, ByteBuf data) {}
