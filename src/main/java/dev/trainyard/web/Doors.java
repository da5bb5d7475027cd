package dev.trainyard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who comes in. With a key: its tenant, as far as its scopes go. Without one: the tenant {@code local} if the server
 * listens on loopback and the request cannot come from a stranger's web page; elsewhere only what is open to all.
 */
@Component
@Order(Doors.ORDER)
class Doors extends OncePerRequestFilter {
    static final int ORDER = ProblemFilter.ORDER + 10;

    private static final String CALLER = Caller.class.getName();
    private static final String BEARER = "Bearer ";
    /** What needs no key anywhere: the page, the description, and whether the server is up. */
    private static final List<String> OPEN = List.of(
            "/console/",
            "/webjars/",
            "/swagger-ui/",
            "/v3/api-docs/",
            "/v3/api-docs.yaml/",
            "/actuator/health/",
            "/favicon.svg/",
            "/index.html/");

    private final ApiKeys keys;
    private final boolean loopback;
    private final byte @Nullable [] adminDigest;

    Doors(ApiKeys keys, AccessProperties access, ServerProperties server) {
        InetAddress address = server.getAddress();
        this.keys = keys;
        this.loopback = Loopback.isAddress(address);
        this.adminDigest = access.admin().map(Doors::digest).orElse(null);
        if (!loopback && adminDigest == null) {
            throw new OpenDoor(address == null ? "every address of this machine" : address.getHostAddress());
        }
    }

    /** Who this request comes from, as decided here. */
    static Caller caller(@Nullable Object attribute) {
        if (attribute instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("A request came in without passing the doors");
    }

    static String attribute() {
        return CALLER;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request);
        if (key != null) {
            request.setAttribute(CALLER, allowed(byKey(key), request));
        } else if (loopback) {
            refuseForeign(request);
            request.setAttribute(CALLER, Caller.LOCAL);
        } else if (!isOpen(request)) {
            throw Problem.of(
                    ProblemCode.UNAUTHORIZED, "This needs a key, as \"Authorization: Bearer …\" or \"X-API-Key: …\".");
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String key(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return request.getHeader("X-API-Key");
        }
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : "";
    }

    private Caller byKey(String key) {
        if (adminDigest != null && MessageDigest.isEqual(adminDigest, digest(key))) {
            return Caller.OPERATOR;
        }
        return keys.find(key)
                .map(ApiKey::caller)
                .orElseThrow(() -> Problem.of(
                        ProblemCode.UNAUTHORIZED, "This key is unknown, revoked or expired, or it is no bearer key."));
    }

    private static Caller allowed(Caller caller, HttpServletRequest request) {
        Scope needed = needed(request);
        if (!isOpen(request) && !caller.scopes().contains(needed)) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN,
                    "This needs a key of scope " + JsonNames.constant(needed) + "; this one has "
                            + JsonNames.list(caller.scopes().stream()
                                    .map(JsonNames::constant)
                                    .toList())
                            + ".");
        }
        return caller;
    }

    private static Scope needed(HttpServletRequest request) {
        String path = request.getServletPath();
        if (path.equals("/v1/keys") || path.startsWith("/v1/keys/")) {
            return Scope.ADMIN;
        }
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return Scope.READ;
        }
        boolean use = path.endsWith("/predictions") || path.endsWith("/evaluations");
        return request.getMethod().equals("POST") && use ? Scope.PREDICT : Scope.SUBMIT;
    }

    private static boolean isOpen(HttpServletRequest request) {
        String path = request.getServletPath();
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads && (path.equals("/") || OPEN.stream().anyMatch(open -> (path + "/").startsWith(open)));
    }

    /**
     * A page from elsewhere can make a browser send requests here, by its own forms and scripts or by a name of its own
     * that resolves to 127.0.0.1. The first shows in Origin and Sec-Fetch-Site, the second in Host.
     */
    private static void refuseForeign(HttpServletRequest request) {
        String host = request.getServerName();
        if (!Loopback.isName(host)) {
            throw foreign(
                    "Without a key the server is only reached by a loopback name, not " + Text.quoted(host) + ".");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !Loopback.isSame(origin, request.getScheme(), host, request.getServerPort())) {
            throw foreign("Without a key, pages of " + Text.quoted(origin) + " may not send requests here.");
        }
        boolean crossSite = "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
        if (crossSite && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"))) {
            throw foreign("Without a key, pages of other sites may not send requests here.");
        }
    }

    private static Problem foreign(String detail) {
        return Problem.of(ProblemCode.FOREIGN_ORIGIN, detail);
    }

    private static byte[] digest(String key) {
        return Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
