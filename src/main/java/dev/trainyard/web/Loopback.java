package dev.trainyard.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and addresses that only this machine answers to. */
final class Loopback {
    private Loopback() {}

    /** False for null too, which is every address of the machine. */
    static boolean isAddress(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    /** True for localhost, its subdomains, 127.0.0.0/8 and ::1; never asks a name server. */
    static boolean isName(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || name.equals("[0:0:0:0:0:0:0:1]")
                || name.equals("0:0:0:0:0:0:0:1")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** True if an Origin header names exactly this scheme, host and port. */
    static boolean isSame(String origin, String scheme, String host, int port) {
        try {
            URI uri = new URI(origin);
            int actual = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return scheme.equals(uri.getScheme()) && host.equalsIgnoreCase(uri.getHost()) && port == actual;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
