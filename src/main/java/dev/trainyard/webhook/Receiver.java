package dev.trainyard.webhook;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Where messages may go: by https to public addresses, and to the hosts that the configuration allows. */
@Component
class Receiver {
    private static final String POINTER = "/url";
    private static final int LONGEST = 2000;

    private final WebhookProperties properties;

    Receiver(WebhookProperties properties) {
        this.properties = properties;
    }

    /** The host's addresses are not ones that this server calls. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused() {
            super("the host has an address that is not public and is not allowed by trainyard.webhooks.allowed-hosts");
        }
    }

    /**
     * The address as it will be called.
     *
     * @throws Problem if it is none that this server would call
     */
    URI checked(String url) {
        URI uri = parsed(url);
        try {
            addresses(uri);
        } catch (Refused e) {
            throw invalid("must not lead to this server or into its network: " + e.getMessage());
        } catch (UnknownHostException _) {
            // A name may be known later; each attempt looks it up and checks again.
        }
        return uri;
    }

    private URI parsed(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid("must be an address such as https://example.com/hooks");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw invalid("must have a host, and neither a user nor a fragment");
        }
        boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && properties.allows(host(uri));
        if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw invalid("must begin with https://");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535 || url.length() > LONGEST) {
            throw invalid("must have a port from 1 to 65535, if it has one, and at most " + LONGEST + " characters");
        }
        return uri;
    }

    /**
     * What the host's name stands for now. The connection is made to one of these, and not to what a second look would find.
     *
     * @throws Refused if any of them is not to be called
     */
    List<InetAddress> addresses(URI uri) throws UnknownHostException, Refused {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(uri.getHost()));
        if (!properties.allows(host(uri)) && !addresses.stream().allMatch(PublicAddresses::contains)) {
            throw new Refused();
        }
        return addresses;
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static Problem invalid(String detail) {
        return Problem.of(ProblemCode.INVALID_VALUE, List.of(new Problem.Place(POINTER, detail)));
    }
}
