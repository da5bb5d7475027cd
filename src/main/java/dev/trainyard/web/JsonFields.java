package dev.trainyard.web;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record class as JSON sees it, looked up once: reflection makes its answers anew whenever it is asked. */
final class JsonFields {
    private static final ClassValue<JsonFields> KNOWN = new ClassValue<>() {
        @Override
        protected JsonFields computeValue(Class<?> type) {
            return new JsonFields(type);
        }
    };

    private final List<Field> fields;
    private final Constructor<?> ofAll;
    private final @Nullable Constructor<?> ofNone;

    private JsonFields(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        fields = Arrays.stream(components).map(Field::of).toList();
        Constructor<?> all = constructor(
                type, Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        if (all == null) {
            throw new IllegalStateException(type + " is no record");
        }
        ofAll = all;
        ofNone = components.length == 0 ? null : constructor(type);
    }

    private static @Nullable Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    static JsonFields of(Class<?> record) {
        return KNOWN.get(record);
    }

    /** In the order of the components. */
    List<Field> all() {
        return fields;
    }

    /**
     * Makes a record.
     *
     * @throws InvocationTargetException if it refuses these values
     */
    Object record(@Nullable Object[] values) throws InvocationTargetException {
        try {
            return ofAll.newInstance(values);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The record of all defaults; null if there is none, or no field that could be left out. */
    @Nullable
    Object defaults() {
        try {
            return ofNone == null ? null : ofNone.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One component.
     *
     * @param name as in JSON
     * @param raw its class, {@code type} with what it is a list or map of
     */
    record Field(String name, Class<?> raw, Type type, boolean nullable, Method accessor) {
        private static Field of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Field(
                    JsonNames.snake(component.getName()),
                    component.getType(),
                    component.getGenericType(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    accessor);
        }

        @Nullable
        Object of(Object record) {
            try {
                return accessor.invoke(record);
            } catch (InvocationTargetException | IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
