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
                "Any other address than a loopback needs a token, or certificates of those who ask."
            })
    private @Nullable String listen;

    @Option(
            names = "--http-token-file",
            paramLabel = "FILE",
            description = "HTTP answers only who sends the token in this file (Authorization: Bearer), but for health.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--http-cert",
            paramLabel = "FILE",
            description = "Answer over HTTPS with the certificates in this file (PEM).")
    private @Nullable Path certificate;

    @Option(names = "--http-key", paramLabel = "FILE", description = "The key of --http-cert (PEM, PKCS #8).")
    private @Nullable Path key;

    @Option(
            names = "--http-client-ca",
            paramLabel = "FILE",
            description =
                    "HTTPS answers only who has a certificate that one in this file has signed (PEM), but for health.")
    private @Nullable Path clientCa;

    /** What was chosen; null for no HTTP. */
    @Nullable
    HttpSettings settings() {
        if (listen == null) {
            refuseWithout("--http-token-file", tokenFile, "--http");
            refuseWithout("--http-cert", certificate, "--http");
            refuseWithout("--http-key", key, "--http");
            refuseWithout("--http-client-ca", clientCa, "--http");
            return null;
        }
        HttpSettings settings = new HttpSettings(address(listen), tokenFile, tls());
        if (!settings.isGuarded()) {
            throw CommandException.usage(
                    "--http " + listen
                            + " can be reached from elsewhere: give --http-token-file as well, or --http-client-ca with --http-cert");
        }
        return settings;
    }

    private HttpSettings.@Nullable Tls tls() {
        if (certificate == null) {
            refuseWithout("--http-key", key, "--http-cert");
            refuseWithout("--http-client-ca", clientCa, "--http-cert");
            return null;
        }
        if (key == null) {
            throw CommandException.usage("--http-cert needs --http-key");
        }
        return new HttpSettings.Tls(certificate, key, clientCa);
    }

    private static void refuseWithout(String option, @Nullable Path given, String needed) {
        if (given != null) {
            throw CommandException.usage(option + " needs " + needed);
        }
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
