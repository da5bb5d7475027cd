package dev.trainyard.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 request on a connection of its own, of whose answer only the status is read. The clients at hand look a host's name up
 * themselves, after it was checked and perhaps with another outcome; this one connects to the address that was checked, under the
 * name that the certificate must have. It follows no redirect, and its time limit holds against a receiver that dribbles.
 */
final class HttpSender implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_LINES = 200;

    private final SSLSocketFactory tls;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timeouts").factory());

    HttpSender(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * Posts a body and answers the status.
     *
     * @param addresses of the host; tried in order until one takes a connection
     * @throws IOException if no status came within {@code timeout}
     */
    int post(URI uri, List<InetAddress> addresses, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException {
        try (Socket socket = connect(addresses, port(uri), timeout)) {
            ScheduledFuture<?> end = clock.schedule(() -> shut(socket), timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return exchange(secured(socket, uri), head(uri, headers, body.length), body);
            } catch (IOException e) {
                throw end.isDone() ? new IOException("no answer within " + timeout.toSeconds() + " s", e) : e;
            } finally {
                end.cancel(false);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static Socket connect(List<InetAddress> addresses, int port, Duration timeout) throws IOException {
        IOException failure = new IOException("the host has no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis() / addresses.size());
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private Socket secured(Socket socket, URI uri) throws IOException {
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            return socket;
        }
        String host = uri.getHost().replace("[", "").replace("]", "");
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static int exchange(Socket socket, String head, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int status = status(line(in));
        while (status / 100 == 1) {
            skipHeaders(in);
            status = status(line(in));
        }
        return status;
    }

    private static String head(URI uri, Map<String, String> headers, int length) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        StringBuilder head = new StringBuilder("POST ")
                .append(URI.create(path + query).toASCIIString())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getHost())
                .append(port)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ")
                .append(length)
                .append("\r\nConnection: close\r\n\r\n")
                .toString();
    }

    private static int status(String line) throws ProtocolException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new ProtocolException("the answer is not HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static void skipHeaders(InputStream in) throws IOException {
        for (int lines = 0; !line(in).isEmpty(); lines++) {
            if (lines > MOST_LINES) {
                throw new ProtocolException("the answer has too many headers");
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new ProtocolException("the receiver broke off its answer");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static int port(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is shut either way.
        }
    }
}
