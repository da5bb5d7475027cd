package dev.trainyard.rig.node;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Sets a node's clock wrong by as much as the system property says. */
@Component
@ConditionalOnProperty(SkewedClock.PROPERTY)
class SkewedClock {
    static final String PROPERTY = "trainyard.rig.clock";

    @Bean
    @Primary
    Clock skewed() {
        return Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(PROPERTY)));
    }
}
