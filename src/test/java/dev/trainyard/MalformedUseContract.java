package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Requests about what is not there, by the wrong method, with parameters and rows that do not fit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MalformedUseContract extends RefusalContract {
    private static final String TABLE = "x,color,y\n" + "1,red,a\n2,blue,b\n3,red,a\n4,blue,b\n".repeat(10);
    private static final String ABSENT = "_00000000000000000000000000";

    private String job = "";
    private String dataset = "";

    @BeforeEach
    void trainOnce() {
        if (job.isEmpty()) {
            dataset = calls.upload(TABLE);
            job = calls.submit("{\"dataset\":\"" + dataset + "\",\"target\":\"y\",\"epochs\":2}");
            JsonNode end = calls.end(job);
            assertThat(end.get("status").stringValue()).as(end.toString()).isEqualTo("succeeded");
        }
    }

    private String filled(String text) {
        return text.replace("{job}", job)
                .replace("{dataset}", dataset)
                .replace("{absent}", ABSENT)
                .replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /v1/nothing                                         | 404 | not_found
        GET    | /v1/datasets/ds{absent}                             | 404 | not_found
        DELETE | /v1/datasets/ds{absent}                             | 404 | not_found
        GET    | /v1/datasets/ds{absent}/rows                        | 404 | not_found
        GET    | /v1/models/mdl{absent}                              | 404 | not_found
        GET    | /v1/jobs/job{absent}                                | 404 | not_found
        GET    | /v1/jobs/job{absent}/events                         | 404 | not_found
        GET    | /v1/jobs/job{absent}/metrics                        | 404 | not_found
        GET    | /v1/jobs/job{absent}/weights                        | 404 | not_found
        GET    | /v1/jobs/{job}/checkpoints/ckpt{absent}             | 404 | not_found
        POST   | /v1/jobs/job{absent}/cancel                         | 404 | not_found
        GET    | /v1/jobs/..%2f..%2fetc%2fpasswd                     | 4xx |
        GET    | /v1/jobs/%27%20OR%201=1                            | 404 | not_found
        GET    | /v1/jobs/%00                                        | 4xx |
        PUT    | /v1/jobs                                            | 405 | method_not_allowed
        DELETE | /v1/jobs                                            | 405 | method_not_allowed
        PATCH  | /v1/datasets                                        | 405 | method_not_allowed
        POST   | /v1/jobs/{job}/resume                               | 409 | illegal_transition
        POST   | /v1/jobs/{job}/pause                                | 409 | illegal_transition
        GET    | /v1/jobs?limit=0                                    | 400 | invalid_request
        GET    | /v1/jobs?limit=1000                                 | 400 | invalid_request
        GET    | /v1/jobs?limit=ten                                  | 400 | invalid_request
        GET    | /v1/jobs?after=%27%20OR%201                         | 400 | invalid_request
        GET    | /v1/jobs?status=sleeping                            | 400 | invalid_request
        GET    | /v1/jobs/{job}?wait=-1                              | 400 | invalid_request
        GET    | /v1/jobs/{job}?wait=999                             | 400 | invalid_request
        GET    | /v1/jobs/{job}/metrics?max_points=0                 | 400 | invalid_request
        GET    | /v1/jobs/{job}/metrics?max_points=many              | 400 | invalid_request
        GET    | /v1/jobs/{job}/weights?format=pickle                | 400 | invalid_request
        GET    | /actuator/env                                       | 404 | not_found
        GET    | /h2-console                                         | 404 | not_found
        """)
    void refusesRequestsForWhatIsNotThere(String method, String path, String status, String code) {
        var answer = calls.send(calls.request(filled(path))
                .method(method, BodyPublishers.noBody())
                .build());
        if (status.equals("4xx")) {
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        } else {
            assertRefused(answer, Integer.parseInt(status), code, null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'rows':[{'x':1,'color':'red'}                             | 400 | malformed_json  |
        {'rows':[{'x':1,'x':2,'color':'red'}]}                     | 400 | malformed_json  |
        {'rows':[{'x':1,'color':'red'}],'row':1}                   | 400 | invalid_request | /row
        {'rows':{'x':1,'color':'red'}}                             | 400 | invalid_request | /rows
        {'rows':[[1,'red']]}                                       | 400 | invalid_request | /rows/0
        {}                                                         | 400 | invalid_request | /rows
        []                                                         | 400 | invalid_request |
        {'rows':[]}                                                | 422 | invalid_value   | /rows
        {'rows':[{'x':1,'color':'red'},{'color':'red'}]}           | 422 | invalid_value   | /rows/1/x
        {'rows':[{'x':'one','color':'red'}]}                       | 422 | invalid_value   | /rows/0/x
        {'rows':[{'x':true,'color':'red'}]}                        | 422 | invalid_value   | /rows/0/x
        {'rows':[{'x':[1],'color':'red'}]}                         | 422 | invalid_value   | /rows/0/x
        {'rows':[{'x':1,'color':{'a':1}}]}                         | 422 | invalid_value   | /rows/0/color
        {'rows':[{'x':1,'color':'red','age':3}]}                   | 422 | invalid_value   | /rows/0/age
        {'rows':[{'x':1e100000000,'color':'red'}]}                 | 422 | invalid_value   | /rows/0/x
        """)
    void refusesRowsThatDoNotFit(String body, int status, String code, String place) {
        refuses("POST", "/v1/jobs/" + job + "/predictions", filled(body), status, code, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        x,color\\n1,red\\n2\\n                 | invalid_data  | line 3
        x,color\\n1,"red\\n                    | invalid_data  | line 2
        x\\n1\\n                               | invalid_value | color
        x,color,age\\n1,red,3\\n               | invalid_value | age
        x,color\\none,red\\n                   | invalid_value | line 2
        x,color\\n                             | invalid_data  | row
        """)
    void refusesTablesThatDoNotFit(String csv, String code, String place) {
        var answer = calls.post("/v1/jobs/" + job + "/predictions", "text/csv", bytes(csv.translateEscapes()));
        assertRefused(answer, 422, code, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        /predictions                              | {'rows':[{'x':1,'color':'red'}]} | job{absent} | 404 | not_found       |
        /predictions?checkpoint=ckpt{absent}      | {'rows':[{'x':1,'color':'red'}]} | {job}       | 404 | not_found       |
        /evaluations                              | {'dataset':'{dataset}'}          | job{absent} | 404 | not_found       |
        /evaluations                              | {'dataset':'ds{absent}'}         | {job}       | 422 | invalid_value   | /dataset
        /evaluations                              | {'dataset':7}                    | {job}       | 400 | invalid_request | /dataset
        /evaluations                              | {}                               | {job}       | 400 | invalid_request | /dataset
        /evaluations                              | {'dataset':'{dataset}','x':1}    | {job}       | 400 | invalid_request | /x
        """)
    void refusesToUseWhatIsNotThere(String what, String body, String id, int status, String code, String place) {
        refuses("POST", "/v1/jobs/" + filled(id) + filled(what), filled(body), status, code, place);
    }

    @Test
    void refusesToEvaluateOnATableWithoutTheTargetOrWithUnseenLabels() {
        String path = "/v1/jobs/" + job + "/evaluations";
        refuses(
                "POST",
                path,
                "{\"dataset\":\"" + calls.upload("x,color\n1,red\n2,blue\n") + "\"}",
                422,
                "invalid_value",
                "y");
        refuses(
                "POST",
                path,
                "{\"dataset\":\"" + calls.upload("x,color,y\n1,red,a\n2,blue,c\n") + "\"}",
                422,
                "invalid_data",
                "c");
    }

    @Test
    void refusesAPickleAsRows() {
        byte[] pickle = {(byte) 0x80, 4, (byte) 0x95, 0, 0};
        assertRefused(
                calls.post("/v1/jobs/" + job + "/predictions", "application/octet-stream", pickle),
                415,
                "unsupported_media_type",
                null);
        assertRefused(
                calls.post("/v1/jobs/" + job + "/predictions", "text/csv", pickle),
                415,
                "unsupported_media_type",
                null);
    }

    @Test
    void refusesAnAnswerInAnotherFormat() {
        var answer = calls.send(calls.request("/v1/jobs/" + job)
                .header("Accept", "application/xml")
                .build());
        assertRefused(answer, 406, "not_acceptable", null);
    }
}
