package io.nightjar.daemon.config;

import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads how the connection of a neighbor is protected. What is wrong with a secret is said without saying it. */
final class TransportReader {

    /** RFC 5082 §3: a neighbor with TTL security is the next hop, unless somebody says how far away it is. */
    private static final int DIRECT = 1;

    /** A password with its line end, and one octet more. */
    private static final int MOST_OCTETS = TcpPassword.MAX_LENGTH + 3;

    private TransportReader() {}

    static PeerTransport read(Section section) {
        boolean ttlSecurity = section.get(Schema.TTL_SECURITY);
        int hops = section.find(Schema.MULTIHOP)
                .map(Math::toIntExact)
                .orElse(ttlSecurity ? DIRECT : PeerTransport.MULTIHOP);
        if (section.has(Schema.PASSWORD) && section.has(Schema.PASSWORD_FILE)) {
            section.problem(Schema.PASSWORD_FILE, "a neighbor has either password or password-file");
        }
        TcpPassword password = section.find(Schema.PASSWORD)
                .or(() -> section.find(Schema.PASSWORD_FILE).map(file -> ofFile(section, file)))
                .orElse(null);
        return new PeerTransport(password, hops, ttlSecurity);
    }

    private static @Nullable TcpPassword ofFile(Section section, Path file) {
        try {
            return new TcpPassword(
                    withoutLineEnd(text(section.problems().directory().resolve(file))));
        } catch (NoSuchFileException e) {
            section.problem(Schema.PASSWORD_FILE, "there is no file '" + file + "'");
        } catch (AccessDeniedException e) {
            section.problem(Schema.PASSWORD_FILE, "no permission to read '" + file + "'");
        } catch (CharacterCodingException e) {
            section.problem(Schema.PASSWORD_FILE, "'" + file + "' is not UTF-8");
        } catch (IOException e) {
            section.problem(Schema.PASSWORD_FILE, "cannot read '" + file + "': " + e.getMessage());
        } catch (IllegalArgumentException e) {
            section.problem(Schema.PASSWORD_FILE, "in '" + file + "': " + e.getMessage());
        }
        return null;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MOST_OCTETS);
            if (octets.length == MOST_OCTETS) {
                throw new IllegalArgumentException("a password has at most " + TcpPassword.MAX_LENGTH + " octets");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        }
    }

    private static String withoutLineEnd(String text) {
        if (!text.endsWith("\n")) {
            return text;
        }
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
}
