package dev.trainyard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The server: one process that answers requests, trains, or does both. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Trainyard {
    public static void main(String[] args) {
        SpringApplication.run(Trainyard.class, args);
    }
}
