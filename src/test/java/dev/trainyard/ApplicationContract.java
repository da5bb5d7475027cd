package dev.trainyard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Marks an abstract class of tests of the whole application over HTTP, which hold on every database.
 *
 * <p>Extend it once per database, {@code @OnH2 class DatasetUploadH2IT extends DatasetUploadContract {}} and the same
 * with {@link OnPostgres}. All contracts on one database share one running application: a test makes the data that it
 * asserts on and ignores what else is there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
public @interface ApplicationContract {}
