package dev.trainyard.web;

import java.util.List;

/** Makes {@link JsonRecords} without the application. */
public final class JsonRecordsFixture {
    private JsonRecordsFixture() {}

    public static JsonRecords plain() {
        return new JsonRecords(List.of(), List.of());
    }

    public static JsonRecords of(JsonForm<?> form, JsonRejection rejection) {
        return new JsonRecords(List.of(form), List.of(rejection));
    }
}
