package dev.trainyard;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that no network can be trained by; refused before they are queued. */
abstract class MalformedJobContract extends RefusalContract {
    private static final String TABLE = """
        x,color,constant,empty,one,y,z
        1,red,7,,a,p,1.5
        2,blue,7,,a,q,2.5
        3,red,7,,a,p,3.5
        4,blue,7,,a,q,4.5
        5,red,7,,a,p,5.5
        6,blue,7,,a,q,6.5
        """;

    private String dataset = "";

    @BeforeEach
    void uploadTheTable() {
        dataset = calls.upload(TABLE);
    }

    /** {@code more} are fields beside the dataset; single quotes stand for double ones. */
    private void refusesJob(String more, int status, String code, String place) {
        String fields = more.replace('\'', '"');
        refuses("POST", "/v1/jobs", "{\"dataset\":\"" + dataset + "\"" + fields + "}", status, code, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        ,'target':'y','status':'succeeded'                               | /status
        ,'target':'y','fence':9                                          | /fence
        ,'target':'y','tenant':'other'                                   | /tenant
        ,'target':'y','id':'job_1'                                       | /id
        ,'target':'y','optimiser':{'type':'adam'}                        | /optimiser
        ,'target':'y','epochs':'ten'                                     | /epochs
        ,'target':'y','epochs':2.5                                       | /epochs
        ,'target':'y','epochs':1e100000000                               | /epochs
        ,'target':'y','seed':'x'                                         | /seed
        ,'target':'y','optimizer':{'type':'adam','learning_rate':'fast'} | /optimizer/learning_rate
        ,'target':'y','optimizer':{'type':'adam','rate':1}               | /optimizer/rate
        ,'target':'y','validation':{'spilt':0.1}                         | /validation/spilt
        ,'target':'y','metadata':{'a':{'b':1}}                           | /metadata/a
        ,'target':'y','features':'x'                                     | /features
        ,'target':7                                                      | /target
        ,'target':'y','optimizer':{'type':'adam','learning_rate':1e400}  | /optimizer/learning_rate
        ,'target':'y','optimizer':{'type':'magic'}                       | /optimizer/type
        ,'target':'y','schedule':{'type':'magic'}                        | /schedule/type
        ,'target':'y','task':'clustering'                                | /task
        """)
    void refusesWhatIsNotTheFormOfAJob(String more, String place) {
        refusesJob(more, 400, "invalid_request", place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ,'target':'nothing'                                              | /target
        ,'target':'../../etc/passwd'                                     | /target
        ,'target':'y\\u0000'                                             | /target
        ,'target':'y','features':['x','nothing']                         | /features/1
        ,'target':'y','features':['x','y']                               | /features/1
        ,'target':'y','features':[]                                      | /features
        ,'target':'y','epochs':0                                         | /epochs
        ,'target':'y','epochs':-3                                        | /epochs
        ,'target':'y','epochs':1000000000                                | /epochs
        ,'target':'y','batch_size':0                                     | /batch_size
        ,'target':'y','batch_size':2000000000                            | /batch_size
        ,'target':'y','threads':-1                                       | /threads
        ,'target':'y','validation':{'split':1.5}                         | /validation/split
        ,'target':'y','validation':{'split':-0.1}                        | /validation/split
        ,'target':'y','optimizer':{'type':'adam','learning_rate':-1}     | /optimizer/learning_rate
        ,'target':'y','optimizer':{'type':'adam','betas':[0.9,1.5]}      | /optimizer/betas
        ,'target':'y','loss':'mean_squared_error'                        | /loss
        ,'target':'z','loss':'softmax_cross_entropy'                     | /loss
        ,'target':'y','task':'regression'                                | /task
        ,'target':'y','class_weights':{'nobody':2}                       | /class_weights/nobody
        ,'target':'y','class_weights':{'p':-2}                           | /class_weights/p
        ,'target':'y','early_stopping':{'patience':-1}                   | /early_stopping/patience
        ,'target':'y','gradient_clipping':{'norm':-1}                    | /gradient_clipping/norm
        ,'target':'y','max_seconds':-1                                   | /max_seconds
        ,'target':'y','model':'mdl_00000000000000000000000000'           | /model
        """)
    void refusesAValueThatCannotBe(String more, String place) {
        refusesJob(more, 422, "invalid_value", place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ,'target':'one'                                                  | one
        ,'target':'constant','task':'regression'                         | constant
        ,'target':'empty'                                                | empty
        ,'target':'y','features':['empty']                               | empty
        ,'target':'y','features':['constant']                            | constant
        """)
    void refusesDataThatTeachesNothing(String more, String place) {
        refusesJob(more, 422, "invalid_data", place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ,'target':'y','model':{'layers':[{'type':'dense','units':-1}]}                 | 422 | invalid_value   | /model/layers/0/units
        ,'target':'y','model':{'layers':[{'type':'dense','units':3},{'type':'magic'}]} | 400 | invalid_request | /model/layers/1/type
        """)
    void refusesAModelAndPointsIntoTheJob(String more, int status, String code, String place) {
        refusesJob(more, status, code, place);
    }

    @Test
    void refusesABillionUnitsBeforeQueueing() {
        refusesJob(",'target':'y','model':{'layers':[{'type':'dense','units':1000000000}]}", 422, "memory_limit", "MB");
    }

    @Test
    void refusesMoreMetadataThanItKeeps() {
        String pairs = java.util.stream.IntStream.range(0, 17)
                .mapToObj(i -> "'k" + i + "':'v'")
                .collect(java.util.stream.Collectors.joining(","));
        refusesJob(",'target':'y','metadata':{" + pairs + "}", 422, "invalid_value", "/metadata");
        refusesJob(",'target':'y','metadata':{'k':'" + "v".repeat(513) + "'}", 422, "invalid_value", "/metadata/k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"target":"y"}                                                  | 400 | invalid_request | /dataset
        {"dataset":7,"target":"y"}                                      | 400 | invalid_request | /dataset
        {"dataset":"ds_00000000000000000000000000","target":"y"}        | 422 | invalid_value   | /dataset
        {"dataset":"../../etc/passwd","target":"y"}                     | 422 | invalid_value   | /dataset
        {"dataset":"ds_' OR '1'='1","target":"y"}                       | 422 | invalid_value   | /dataset
        """)
    void refusesAJobWithoutItsDataset(String body, int status, String code, String place) {
        refuses("POST", "/v1/jobs", body, status, code, place);
    }

    @Test
    void refusesAJobWithoutATarget() {
        refusesJob("", 400, "invalid_request", "/target");
    }

    @Test
    void refusesAFormWithoutATarget() {
        byte[] form = bytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n" + TABLE
                + "\r\n--b--\r\n");
        assertRefused(
                calls.post("/v1/jobs", "multipart/form-data; boundary=b", form), 400, "invalid_request", "target");
    }

    @Test
    void refusesAFormWhoseTableIsBroken() {
        byte[] form = bytes("""
            --b
            Content-Disposition: form-data; name="file"; filename="x.csv"

            a,b
            1

            --b
            Content-Disposition: form-data; name="target"

            b
            --b--
            """.replace("\n", "\r\n"));
        assertRefused(calls.post("/v1/jobs", "multipart/form-data; boundary=b", form), 422, "invalid_data", "line 2");
    }
}
