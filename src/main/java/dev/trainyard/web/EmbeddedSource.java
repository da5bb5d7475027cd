package dev.trainyard.web;

import com.zaxxer.hikari.HikariConfig;
import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to an embedded H2 that comes back. Where a write fails, for want of room above all, H2 closes the database under all its
 * connections, and the next connection opens it anew. But whoever uses or closes an old one after that makes H2 forget the new database, whose
 * file then stays locked. So here all old ones are closed before a new one is opened; and for as long as there is no room it is opened for
 * reading only, or the next write would close it under its readers again.
 */
public final class EmbeddedSource extends AbstractDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSource.class);
    private static final String FILE = "jdbc:h2:file:";
    private static final long ROOM_BYTES = 16 << 20;
    private static final Map<String, EmbeddedSource> SOURCES = new ConcurrentHashMap<>();

    private final String url;
    private final File directory;
    private final List<Connection> open = new ArrayList<>();
    private boolean readOnly;

    private EmbeddedSource(String url) {
        this.url = url;
        String file = url.substring(FILE.length()).split(";", 2)[0].replaceFirst("^~", System.getProperty("user.home"));
        this.directory = new File(file).getAbsoluteFile().getParentFile();
    }

    /** Has a pool of connections to an embedded H2 take them from here; all pools of one database share what is open. */
    public static void feed(HikariConfig pool) {
        String url = String.valueOf(pool.getJdbcUrl());
        if (url.startsWith(FILE)) {
            pool.setDataSource(SOURCES.computeIfAbsent(url, EmbeddedSource::new));
            // The driver calls a connection valid whose database is closed.
            pool.setConnectionTestQuery("select 1");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection("", "");
    }

    @Override
    public synchronized Connection getConnection(String user, String password) throws SQLException {
        open.removeIf(EmbeddedSource::isClosed);
        if (!open.isEmpty() && !answers(open.getFirst())) {
            reopen();
        }
        Connection connection =
                DriverManager.getConnection(readOnly ? url + ";ACCESS_MODE_DATA=r" : url, user, password);
        open.add(connection);
        return connection;
    }

    /** A pool says how long it would wait for a login; there is none to wait for. */
    @Override
    public void setLoginTimeout(int seconds) {}

    private synchronized void reopen() {
        open.forEach(EmbeddedSource::close);
        open.clear();
        readOnly = !hasRoom();
        LOG.warn(
                "The database is opened anew, for {}",
                readOnly ? "reading only: its disk is full" : "reading and writing");
        if (readOnly) {
            Thread.ofVirtual().name("room").start(this::awaitRoom);
        }
    }

    private void awaitRoom() {
        while (!hasRoom()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        reopen();
    }

    private boolean hasRoom() {
        return directory.getUsableSpace() >= ROOM_BYTES;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static boolean answers(Connection connection) {
        try (var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // Its database is closed already.
        }
    }
}
