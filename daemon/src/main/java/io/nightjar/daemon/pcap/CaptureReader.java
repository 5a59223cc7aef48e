package io.nightjar.daemon.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Gives the packets of a capture, one at a time. */
public interface CaptureReader {

    /** The longest record that is read: a captured packet is at most 256 KiB, what stands beside it may be more. */
    int MAX_RECORD_LENGTH = 4 << 20;

    /** The next packet, or nothing at the end. */
    Optional<CapturedPacket> next() throws IOException, CaptureFormatException;

    /** The number of the packet that is next, or that could not be had; 1 for the first. */
    long number();

    /** Where what was read last begins, in octets from the beginning of the file. */
    long offset();

    /** Whether a file that begins like this is a capture. */
    static boolean begins(byte[] beginning) {
        return PcapNgReader.begins(beginning) || PcapReader.begins(beginning);
    }

    /** The reader for a file that begins like this. */
    static CaptureReader of(byte[] beginning, InputStream in) {
        return PcapNgReader.begins(beginning) ? new PcapNgReader(in) : new PcapReader(in);
    }
}
