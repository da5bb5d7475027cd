package dev.trainyard.training;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The status as SQL spells it. */
@Converter
class StatusColumn implements AttributeConverter<JobStatus, String> {
    @Override
    public String convertToDatabaseColumn(JobStatus status) {
        return status.word();
    }

    @Override
    public JobStatus convertToEntityAttribute(String word) {
        return JobStatus.of(word);
    }
}
