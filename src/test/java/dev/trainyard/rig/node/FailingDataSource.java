package dev.trainyard.rig.node;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Puts the failpoint between the service and its database, where the system property names one. */
@Component
class FailingDataSource implements BeanPostProcessor {
    private final @Nullable Failpoint failpoint;

    FailingDataSource() {
        String text = System.getProperty(Failpoint.PROPERTY);
        failpoint = text == null ? null : Failpoint.of(text, System.getProperty(Failpoint.BEGIN));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (failpoint == null || !(bean instanceof DataSource source)) {
            return bean;
        }
        return wrap(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(source, arguments);
            return result instanceof Connection connection ? connection(connection, failpoint) : result;
        });
    }

    private static Connection connection(Connection connection, Failpoint failpoint) {
        boolean[] wrote = new boolean[1];
        return wrap(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit") && wrote[0]) {
                wrote[0] = false;
                return guarded("commit", failpoint, () -> method.invoke(connection, arguments));
            }
            Object result = method.invoke(connection, arguments);
            return switch (result) {
                case PreparedStatement prepared ->
                    statement(PreparedStatement.class, prepared, (String) arguments[0], failpoint, wrote);
                case Statement plain -> statement(Statement.class, plain, "", failpoint, wrote);
                case null, default -> result;
            };
        });
    }

    private static <S extends Statement> S statement(
            Class<S> type, S statement, String prepared, Failpoint failpoint, boolean[] wrote) {
        return wrap(type, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1 && arguments[1] != null) {
                failpoint.parameter(arguments[1]);
            }
            if (!method.getName().startsWith("execute")) {
                return method.invoke(statement, arguments);
            }
            String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
            wrote[0] |= Failpoint.isWrite(sql);
            return guarded(sql, failpoint, () -> method.invoke(statement, arguments));
        });
    }

    private static @Nullable Object guarded(String sql, Failpoint failpoint, Call call) throws Throwable {
        boolean here = failpoint.counts(sql);
        if (here) {
            failpoint.at(Failpoint.Moment.BEFORE);
        }
        Object result = call.run();
        if (here) {
            failpoint.at(Failpoint.Moment.AFTER);
        }
        return result;
    }

    private static <T> T wrap(Class<T> type, Handler handler) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            try {
                return handler.handle(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return type.cast(proxy);
    }

    private interface Call {
        @Nullable
        Object run() throws Throwable;
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
