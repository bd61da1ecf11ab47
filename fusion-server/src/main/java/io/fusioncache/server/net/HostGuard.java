package io.fusioncache.server.net;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from elsewhere away from a server on their visitor's own machine. A browser says in {@code Origin}
 * where a page comes from, so a foreign one is refused unless it is allowed. A page whose host name its owner makes
 * point at this machine (DNS rebinding) is of the same origin in the browser's eyes; it is found by the name in
 * {@code Host}, which must be an address, {@code localhost}, or allowed.
 */
public final class HostGuard {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.%]+\\]");
    private static final String ALL = "*";

    private final Set<String> origins;
    private final Set<String> hosts;
    /** The header that was let through last: mostly it is the same again. */
    private volatile String knownHost = "";

    /**
     * Makes a guard.
     *
     * @param allowedOrigins such as {@code https://app.example}; {@code *} is every one
     * @param allowedHosts names without a port; {@code *} is every one
     */
    public HostGuard(List<String> allowedOrigins, List<String> allowedHosts) {
        origins = lowerCase(allowedOrigins);
        hosts = lowerCase(allowedHosts);
    }

    private static Set<String> lowerCase(List<String> texts) {
        return Set.copyOf(
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList());
    }

    /**
     * Why a request is refused, as a sentence, or empty when it may pass.
     *
     * @param origin the header, or null when there is none
     * @param host the header, or null when there is none
     */
    public Optional<String> check(@Nullable String origin, @Nullable String host) {
        if (host != null && !host.equals(knownHost)) {
            if (!isHostAllowed(host.toLowerCase(Locale.ROOT))) {
                return Optional.of("The server is not known as " + printable(host) + "; see server.allowedHosts");
            }
            knownHost = host;
        }
        if (origin != null && !isOriginAllowed(origin, host)) {
            return Optional.of("Pages of " + printable(origin) + " may not connect; see server.allowedOrigins");
        }
        return Optional.empty();
    }

    private boolean isHostAllowed(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return ADDRESS.matcher(name).matches()
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || hosts.contains(ALL)
                || hosts.contains(name);
    }

    private boolean isOriginAllowed(String origin, @Nullable String host) {
        String wanted = origin.toLowerCase(Locale.ROOT);
        return origins.contains(ALL)
                || origins.contains(wanted)
                || (host != null && wanted.equals("http://" + host.toLowerCase(Locale.ROOT)));
    }

    /** What a client sent is shown back to it only as far as it is plain. */
    private static String printable(String text) {
        String plain = text.replaceAll("[^ -~]|[\"\\\\<>]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "...";
    }
}
