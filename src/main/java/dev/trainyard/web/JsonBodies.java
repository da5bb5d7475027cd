package dev.trainyard.web;

import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads request bodies that controllers take as records of ours, or as trees, strictly. Answers are not its business. */
@Component
class JsonBodies extends AbstractHttpMessageConverter<Object> {
    private final JsonRecords records;

    JsonBodies(JsonRecords records) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
        this.records = records;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return JsonNode.class.isAssignableFrom(type)
                || (type.getPackageName().startsWith("dev.trainyard") && (type.isRecord() || type.isSealed()));
    }

    @Override
    public boolean canWrite(Class<?> type, @org.jspecify.annotations.Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return records.read(JsonText.read(message.getBody()), type);
    }

    @Override
    protected void writeInternal(Object value, HttpOutputMessage message) {
        throw new UnsupportedOperationException();
    }
}
