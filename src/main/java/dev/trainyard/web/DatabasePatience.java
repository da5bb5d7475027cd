package dev.trainyard.web;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * How long to wait for a database that does not answer. Every connection is tried when it is taken from the pool, not only
 * those that rested: a network that swallows packets costs a request one validation. Connections to PostgreSQL, whose
 * driver waits forever by default, give up a silent statement; and the server ends a transaction whose node fell silent in the
 * middle of it, which would keep its rows for hours otherwise.
 */
@Component
class DatabasePatience implements BeanPostProcessor {
    private static final String CONNECT_SECONDS = "2";
    private static final String SILENCE_SECONDS = "30";

    private static final String SILENT_TRANSACTION = "set idle_in_transaction_session_timeout = '5s'";

    DatabasePatience() {
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            EmbeddedSource.feed(pool);
            if (String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
                pool.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
                pool.addDataSourceProperty("socketTimeout", SILENCE_SECONDS);
                pool.addDataSourceProperty("tcpKeepAlive", "true");
                pool.setConnectionInitSql(SILENT_TRANSACTION);
            }
        }
        return bean;
    }
}
