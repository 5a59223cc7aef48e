package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.daemon.control.HttpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and to whom a daemon answers over HTTP. */
final class HttpOptions {

    private static final String LOOPBACK = "127.0.0.1:";

    @Option(
            names = "--http",
            paramLabel = "[ADDRESS:]PORT",
            description = {
                "Answer over HTTP, too: health, metrics, reports (default: not at all; without an address: on 127.0.0.1).",
                "Any other address than a loopback needs a token."
            })
    private @Nullable String listen;

    @Option(
            names = "--http-token-file",
            paramLabel = "FILE",
            description = "HTTP answers only who sends the token in this file (Authorization: Bearer), but for health.")
    private @Nullable Path tokenFile;

    /** What was chosen; null for no HTTP. */
    @Nullable
    HttpSettings settings() {
        if (listen == null) {
            if (tokenFile != null) {
                throw CommandException.usage("--http-token-file needs --http");
            }
            return null;
        }
        HttpSettings settings = new HttpSettings(address(listen), tokenFile);
        if (!settings.isGuarded()) {
            throw CommandException.usage(
                    "--http " + listen + " can be reached from elsewhere: give --http-token-file as well");
        }
        return settings;
    }

    private static InetSocketAddress address(String text) {
        boolean portOnly = text.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            AddressAndPort parsed = AddressAndPort.parse(portOnly ? LOOPBACK + text : text, -1);
            if (parsed.port() < 0) {
                throw CommandException.usage("--http: the port is missing: '" + text + "'");
            }
            return new InetSocketAddress(inet(parsed.address()), parsed.port());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--http: " + e.getMessage());
        }
    }

    private static InetAddress inet(IpAddress address) {
        try {
            return InetAddress.getByName(address.toString());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address is not looked up", e);
        }
    }
}
