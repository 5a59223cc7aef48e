package io.nightjar.conformance.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A pcap file of Ethernet packets, to be written once more as a worse network would have brought them. */
final class PcapPackets {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int LENGTH = 8;
    private static final int ETHERNET = 14;
    private static final int IPV6 = 40;

    private final byte[] header;
    private final List<byte[]> records;

    private PcapPackets(byte[] header, List<byte[]> records) {
        this.header = header;
        this.records = List.copyOf(records);
    }

    static PcapPackets read(Path file) {
        try {
            ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[FILE_HEADER];
            octets.get(header);
            List<byte[]> records = new ArrayList<>();
            while (octets.hasRemaining()) {
                byte[] record = new byte[RECORD_HEADER + octets.getInt(octets.position() + LENGTH)];
                octets.get(record);
                records.add(record);
            }
            return new PcapPackets(header, records);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Where a packet begins in the file; the first one has number 1. */
    long offset(int number) {
        return FILE_HEADER
                + records.subList(0, number - 1).stream()
                        .mapToLong(record -> record.length)
                        .sum();
    }

    int count() {
        return records.size();
    }

    /** The number of the first packet with so much data at least. */
    int firstWithData(int octets) {
        for (int number = 1; number <= records.size(); number++) {
            if (data(records.get(number - 1)) >= octets) {
                return number;
            }
        }
        throw new AssertionError("no packet with " + octets + " octets");
    }

    /** How many packets have data. */
    long withData() {
        return records.stream().filter(record -> data(record) > 0).count();
    }

    /** Each packet with data comes a second time behind its successor. */
    PcapPackets repeated() {
        List<byte[]> worse = new ArrayList<>();
        byte[] late = new byte[0];
        for (byte[] record : records) {
            worse.add(record);
            if (late.length > 0) {
                worse.add(late);
            }
            late = data(record) > 0 ? record : new byte[0];
        }
        return new PcapPackets(header, worse);
    }

    /** Of two packets with data that follow each other in one stream, the second one comes first. */
    PcapPackets turnedAround() {
        List<byte[]> worse = new ArrayList<>(records);
        pairs().forEach(first -> Collections.swap(worse, first, first + 1));
        return new PcapPackets(header, worse);
    }

    /** Where two packets with data begin that follow each other in one stream; none is in two pairs. */
    List<Integer> pairs() {
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < records.size(); i++) {
            byte[] next = records.get(i + 1);
            if (data(records.get(i)) > 0 && data(next) > 0 && sameStream(records.get(i), next)) {
                pairs.add(i);
                i++;
            }
        }
        return pairs;
    }

    /** One packet was never captured. */
    PcapPackets without(int number) {
        List<byte[]> worse = new ArrayList<>(records);
        worse.remove(number - 1);
        return new PcapPackets(header, worse);
    }

    Path write(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        records.forEach(out::writeBytes);
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The octets behind the header of TCP, which itself stands behind that of IPv4 or IPv6. */
    private static int data(byte[] record) {
        ByteBuffer packet = ByteBuffer.wrap(record);
        int end = isIpv6(record)
                ? RECORD_HEADER + ETHERNET + IPV6 + packet.getShort(RECORD_HEADER + ETHERNET + 4)
                : RECORD_HEADER + ETHERNET + packet.getShort(RECORD_HEADER + ETHERNET + 2);
        int tcp = tcp(record);
        return end - tcp - (record[tcp + 12] >> 4 & 0xf) * 4;
    }

    private static int tcp(byte[] record) {
        int ip = RECORD_HEADER + ETHERNET;
        return ip + (isIpv6(record) ? IPV6 : (record[ip] & 0xf) * 4);
    }

    private static boolean isIpv6(byte[] record) {
        return (record[RECORD_HEADER + ETHERNET] >> 4 & 0xf) == 6;
    }

    private static boolean sameStream(byte[] one, byte[] other) {
        return isIpv6(one) == isIpv6(other)
                && ByteBuffer.wrap(one).getInt(tcp(one))
                        == ByteBuffer.wrap(other).getInt(tcp(other));
    }
}
