package dev.trainyard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A network that tests can cut: connections to {@link #port} are led to the target, or refused, or left hanging. */
public final class TcpProxy implements AutoCloseable {
    /** What happens to connections. */
    public enum Weather {
        /** Everything passes. */
        FAIR,
        /** Connections break and new ones are refused. */
        CUT,
        /** Connections stay and nothing passes, not even a refusal. */
        BLACK_HOLE,
        /** Everything passes, late. */
        SLOW
    }

    private static final String URL = "spring.datasource.url";

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();
    private volatile Weather weather = Weather.FAIR;

    public TcpProxy(String host, int port) throws IOException {
        target = new InetSocketAddress(host, port);
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** A proxy before a PostgreSQL. */
    public static TcpProxy before(TestDatabase database) throws IOException {
        URI url = url(database);
        return new TcpProxy(url.getHost(), url.getPort());
    }

    /** The database as it is seen through this proxy. */
    public TestDatabase database(TestDatabase direct) {
        Map<String, String> properties = new HashMap<>(direct.properties());
        properties.put(
                URL, "jdbc:postgresql://127.0.0.1:" + port() + url(direct).getPath());
        return new TestDatabase(properties);
    }

    private static URI url(TestDatabase database) {
        return URI.create(Objects.requireNonNull(database.properties().get(URL)).substring("jdbc:".length()));
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void set(Weather now) {
        weather = now;
        if (now == Weather.CUT) {
            sockets.forEach(TcpProxy::close);
            sockets.clear();
        }
    }

    /** Lets the next so many COMMITs of PostgreSQL clients through, and breaks their connections instead of telling of them. */
    public void swallowCommits(int number) {
        commits.set(number);
    }

    /** How many acknowledgements were swallowed so far. */
    public int swallowed() {
        return swallowed.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        set(Weather.CUT);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                if (weather == Weather.CUT) {
                    close(client);
                } else {
                    Thread.ofVirtual().start(() -> lead(client));
                }
            } catch (IOException _) {
                // Closed: the loop ends.
            }
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket server = new Socket()) {
            server.connect(target);
            sockets.add(server);
            Fate fate = new Fate();
            Thread back = Thread.ofVirtual().start(() -> copy(server, client, fate, false));
            copy(client, server, fate, true);
            back.join();
        } catch (IOException e) {
            close(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What both directions of a connection know of each other. */
    private static final class Fate {
        final CommitWatch watch = new CommitWatch();
        volatile boolean silenced;
    }

    private void copy(Socket from, Socket to, Fate fate, boolean requests) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (requests && fate.watch.sees(buffer, count) && commits.getAndUpdate(TcpProxy::less) > 0) {
                    fate.silenced = true;
                }
                if (!requests && fate.silenced) {
                    swallowed.incrementAndGet();
                    return;
                }
                if (weather == Weather.SLOW) {
                    LockSupport.parkNanos(100_000_000);
                }
                if (weather != Weather.BLACK_HOLE) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException _) {
            // One side is gone, and the other goes with it.
        }
    }

    private static int less(int number) {
        return Math.max(0, number - 1);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone anyway.
        }
    }
}
