package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.ApplicationContract;
import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TensorColumn;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApplicationContract
abstract class DatasetContract {
    private static final Path DATA = Path.of("src/test/resources/data");
    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

    @Autowired
    RestTestClient client;

    @Autowired
    Datasets datasets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConfigurableListableBeanFactory beans;

    /** Stands for whoever needs a dataset. */
    static class Users implements DatasetUse {
        final Set<String> used = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<String> of(String tenant, String datasetId) {
            return used.contains(datasetId) ? Optional.of("job job_test") : Optional.empty();
        }
    }

    record Answer(int status, String location, JsonNode body) {}

    private Users users() {
        if (!beans.containsSingleton("usersOfTests")) {
            beans.registerSingleton("usersOfTests", new Users());
        }
        return beans.getBean(Users.class);
    }

    @Test
    void profilesIris() throws Exception {
        byte[] iris = Files.readAllBytes(DATA.resolve("iris.csv"));
        Answer answer = upload(Map.of("file", file("iris.csv", iris)));
        assertThat(answer.status).isEqualTo(201);
        JsonNode body = answer.body;
        String id = body.get("id").asString();
        assertThat(id).startsWith("ds_");
        assertThat(answer.location).isEqualTo("/v1/datasets/" + id);
        assertThat(body.get("name").asString()).isEqualTo("iris.csv");
        assertThat(body.get("format").asString()).isEqualTo("csv");
        assertThat(body.get("rows").asInt()).isEqualTo(150);
        assertThat(body.get("bytes").asInt()).isEqualTo(iris.length);
        assertThat(body.get("sha256").asString()).isEqualTo(sha256(iris));
        JsonNode width = body.get("columns").get(0);
        assertThat(width.get("name").asString()).isEqualTo("sepal_length");
        assertThat(width.get("type").asString()).isEqualTo("number");
        assertThat(width.get("min").asDouble()).isEqualTo(4.3);
        assertThat(width.get("max").asDouble()).isEqualTo(7.9);
        assertThat(width.get("mean").asDouble()).isCloseTo(5.843333, within(1e-6));
        assertThat(width.get("std").asDouble()).isCloseTo(0.828066, within(1e-6));
        assertThat(width.get("missing").asInt()).isZero();
        assertThat(width.get("distinct").asInt()).isEqualTo(35);
        assertThat(width.get("distinct_exact").asBoolean()).isTrue();
        JsonNode species = body.get("columns").get(4);
        assertThat(species.get("type").asString()).isEqualTo("category");
        assertThat(species.get("categories").toString()).isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
        assertThat(get("/v1/datasets/" + id).body).isEqualTo(body);
    }

    @Test
    void takesTheBareBody() throws Exception {
        Answer answer = post("/v1/datasets?name=small", "a,b\n1,x\n2,y\n", "text/csv");
        assertThat(answer.status).isEqualTo(201);
        assertThat(answer.body.get("name").asString()).isEqualTo("small");
        byte[] packed = gzip("a;b\n1;x\n2;y\n".getBytes(StandardCharsets.UTF_8));
        Answer second = post("/v1/datasets", packed, "application/gzip");
        assertThat(second.status).isEqualTo(201);
        assertThat(second.body.get("sha256").asString()).isEqualTo(sha256(packed));
        assertThat(second.body.get("columns").size()).isEqualTo(2);
    }

    @Test
    void readsFashionMnist() throws Exception {
        byte[] images = Files.readAllBytes(FASHION.resolve("t10k-images-idx3-ubyte.gz"));
        byte[] labels = Files.readAllBytes(FASHION.resolve("t10k-labels-idx1-ubyte.gz"));
        Answer answer =
                upload(Map.of("file", file("images", images), "labels", file("labels", labels), "name", "fashion"));
        assertThat(answer.status).isEqualTo(201);
        assertThat(answer.body.get("format").asString()).isEqualTo("idx");
        assertThat(answer.body.get("rows").asInt()).isEqualTo(10_000);
        JsonNode image = answer.body.get("columns").get(0);
        assertThat(image.get("name").asString()).isEqualTo("image");
        assertThat(image.get("type").asString()).isEqualTo("tensor");
        assertThat(image.get("shape").toString()).isEqualTo("[28,28]");
        assertThat(image.get("mean").asDouble()).isCloseTo(73.146, within(0.01));
        JsonNode label = answer.body.get("columns").get(1);
        assertThat(label.get("type").asString()).isEqualTo("category");
        assertThat(label.get("categories").size()).isEqualTo(10);
        Table table = read(answer);
        assertThat(((TensorColumn) table.column("image")).values()).hasSize(10_000 * 784);
        assertThat(((CategoryColumn) table.column("label")).codes()).startsWith(9, 2, 1, 1, 6, 1, 4, 6);
        JsonNode row = get("/v1/datasets/" + answer.body.get("id").asString() + "/rows?limit=1").body;
        assertThat(row.get("data").get(0).get("image").size()).isEqualTo(28);
        assertThat(row.get("data").get(0).get("label").asString()).isEqualTo("9");
    }

    @Test
    void readsBackEveryKindOfColumn() throws Exception {
        Answer answer = post("/v1/datasets", """
            number,whole,truth,word,when,note
            1.5,3,true,red,2024-05-01,"a long, quoted ""text\"""
            NA,,FALSE,blue,2024-05-01T12:30:00+02:00,second
            -2e3,70000,True,?,null,third
            """, "text/csv");
        assertThat(types(answer)).containsExactly("number", "integer", "boolean", "category", "timestamp", "category");
        Table table = read(answer);
        assertThat(((NumberColumn) table.column("number")).values()).containsExactly(1.5, Double.NaN, -2000);
        assertThat(((NumberColumn) table.column("whole")).values()).containsExactly(3, Double.NaN, 70000);
        CategoryColumn truth = (CategoryColumn) table.column("truth");
        assertThat(truth.categories()).containsExactly("false", "true");
        assertThat(truth.codes()).containsExactly(1, 0, 1);
        CategoryColumn word = (CategoryColumn) table.column("word");
        assertThat(word.categories()).containsExactly("blue", "red");
        assertThat(word.codes()).containsExactly(1, 0, -1);
        assertThat(((NumberColumn) table.column("when")).values()).containsExactly(1714521600, 1714559400, Double.NaN);
        JsonNode rows = get("/v1/datasets/" + answer.body.get("id").asString() + "/rows?limit=2").body;
        assertThat(rows.get("data").get(0).toString())
                .isEqualTo("{\"number\":1.5,\"whole\":3,\"truth\":true,\"word\":\"red\",\"when\":\"2024-05-01\","
                        + "\"note\":\"a long, quoted \\\"text\\\"\"}");
        assertThat(rows.get("data").get(1).get("number").isNull()).isTrue();
        assertThat(rows.get("has_more").asBoolean()).isTrue();
        JsonNode rest = get("/v1/datasets/" + answer.body.get("id").asString() + "/rows?limit=2&after="
                        + rows.get("next").asString())
                .body;
        assertThat(rest.get("data").size()).isEqualTo(1);
        assertThat(rest.get("has_more").asBoolean()).isFalse();
    }

    @Test
    void givesTheUploadedBytesBack() throws Exception {
        byte[] packed = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        Answer answer = post("/v1/datasets", packed, "application/octet-stream");
        byte[] content = client.get()
                .uri("/v1/datasets/" + answer.body.get("id").asString() + "/content")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(content).isEqualTo(packed);
    }

    @Test
    void listsNewestFirstInPages() throws Exception {
        String first = id(post("/v1/datasets?name=one", "a,b\n1,2\n", "text/csv"));
        String second = id(post("/v1/datasets?name=two", "a,b\n3,4\n", "text/csv"));
        JsonNode page = get("/v1/datasets?limit=1").body;
        assertThat(page.get("data").get(0).get("id").asString()).isEqualTo(second);
        assertThat(page.get("data").get(0).has("columns")).isFalse();
        assertThat(page.get("has_more").asBoolean()).isTrue();
        JsonNode next = get("/v1/datasets?limit=1&after=" + page.get("next").asString()).body;
        assertThat(next.get("data").get(0).get("id").asString()).isEqualTo(first);
    }

    @Test
    void deletesADatasetWithItsBlobs() throws Exception {
        String csv = "a,b\n" + "4711,x\n".repeat(1000);
        String one = id(post("/v1/datasets", csv, "text/csv"));
        String same = id(post("/v1/datasets", csv, "text/csv"));
        long blobs = blobs();
        delete(one, HttpStatus.NO_CONTENT);
        assertThat(get("/v1/datasets/" + one).status).isEqualTo(404);
        assertThat(blobs()).isEqualTo(blobs);
        assertThat(datasets.read(datasets.find("local", same)).rows()).isEqualTo(1000);
        delete(same, HttpStatus.NO_CONTENT);
        assertThat(blobs()).isEqualTo(blobs - 2);
        delete(same, HttpStatus.NOT_FOUND);
    }

    @Test
    void datasetThatIsDeletedWhileItIsReadIsNotFound() throws Exception {
        Dataset dataset =
                datasets.find("local", id(post("/v1/datasets", "a,b\n" + "815,y\n".repeat(500_000), "text/csv")));
        assertThatThrownBy(() -> datasets.rows(dataset, rows -> {
                    datasets.delete("local", dataset.id());
                    long read = 0;
                    while (rows.next()) {
                        read++;
                    }
                    return read;
                }))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.NOT_FOUND));
    }

    @Test
    void refusesToDeleteADatasetInUse() throws Exception {
        String id = id(post("/v1/datasets", "a,b\n5,6\n", "text/csv"));
        users().used.add(id);
        JsonNode problem = delete(id, HttpStatus.CONFLICT);
        assertThat(problem.get("code").asString()).isEqualTo("in_use");
        assertThat(problem.get("detail").asString()).contains("job job_test");
        users().used.remove(id);
        delete(id, HttpStatus.NO_CONTENT);
    }

    @Test
    void leavesNothingOfARefusedUpload() throws Exception {
        long blobs = blobs();
        long contents = contents();
        assertThat(post("/v1/datasets", "a,b\n123454321,2\n3\n", "text/csv").status)
                .isEqualTo(422);
        assertThat(upload(Map.of(
                                "file",
                                file("x.csv", "a,b\n1,999888777\n".getBytes(StandardCharsets.UTF_8)),
                                "nmae",
                                "x"))
                        .status)
                .isEqualTo(400);
        assertThat(blobs()).isEqualTo(blobs);
        assertThat(contents()).isEqualTo(contents);
    }

    @Test
    void showsADatasetToItsTenantOnly() throws Exception {
        String id = id(post("/v1/datasets", "a,b\n7,8\n", "text/csv"));
        jdbc.sql("UPDATE dataset SET tenant = 'other' WHERE id = ?").param(id).update();
        for (String path : List.of("", "/rows", "/content")) {
            assertThat(get("/v1/datasets/" + id + path).status).isEqualTo(404);
        }
        delete(id, HttpStatus.NOT_FOUND);
    }

    @Test
    void refusesWhatIsNoUpload() throws Exception {
        assertRefused(post("/v1/datasets", "{}", "application/json"), 415, "file");
        assertRefused(post("/v1/datasets", "a=1", "application/x-www-form-urlencoded"), 415, "curl -F");
        assertRefused(post("/v1/datasets", "a,b\n1,2\n", "text/csv;charset=latin1"), 415, "UTF-8");
        assertRefused(post("/v1/datasets", "", "text/csv"), 422, "empty");
        assertRefused(upload(Map.of("name", "x")), 400, "file");
        assertRefused(post("/v1/datasets", "rubbish", "multipart/form-data;boundary=x"), 400, "file");
        assertRefused(post("/v1/datasets", "rubbish", "multipart/form-data"), 400, "boundary");
        assertRefused(post("/v1/datasets?format=parquet", "a,b\n1,2\n", "text/csv"), 415, "csv");
        assertRefused(post("/v1/datasets?format=idx", "a,b\n1,2\n", "text/csv"), 422, "magic");
        assertRefused(post("/v1/datasets", "PAR1\0\0\0\0", "application/octet-stream"), 415, "Parquet");
        assertRefused(post("/v1/datasets", "a,b\n1,2\n3\n", "text/csv"), 422, "line 3");
    }

    @Test
    void answersDamagedFilesWithTheirPlace() {
        Random random = new Random(7);
        long blobs = blobs();
        int taken = 0;
        for (int round = 0; round < 150; round++) {
            Answer answer = round % 3 == 0
                    ? post("/v1/datasets", DamagedFiles.broken(random), "application/octet-stream")
                    : upload(Map.of("file", file("x", DamagedFiles.damaged(random))));
            if (round % 3 != 0 && answer.status == 201) {
                delete(id(answer), HttpStatus.NO_CONTENT);
                taken++;
                continue;
            }
            assertThat(answer.status).as(answer.body.toString()).isIn(413, 415, 422);
            assertThat(answer.body.get("detail").asString()).matches("file: " + DamagedFiles.PLACE);
            assertThat(answer.body.get("errors").get(0).get("pointer").asString())
                    .isEqualTo("file");
        }
        assertThat(taken).isGreaterThan(5);
        assertThat(blobs()).isEqualTo(blobs);
    }

    private static void assertRefused(Answer answer, int status, String detail) {
        assertThat(answer.status).isEqualTo(status);
        assertThat(answer.body.get("detail").asString()).contains(detail);
        assertThat(answer.body.get("status").asInt()).isEqualTo(status);
        assertThat(answer.body.get("code").asString()).isNotEmpty();
    }

    private Answer upload(Map<String, Object> parts) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        parts.forEach(form::add);
        return answer(client.post()
                .uri("/v1/datasets")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .exchange());
    }

    private Answer post(String uri, String body, String type) {
        return post(uri, body.getBytes(StandardCharsets.UTF_8), type);
    }

    private Answer post(String uri, byte[] body, String type) {
        return answer(
                client.post().uri(uri).header("Content-Type", type).body(body).exchange());
    }

    private Answer get(String uri) {
        return answer(client.get().uri(uri).exchange());
    }

    private JsonNode delete(String id, HttpStatus status) {
        Answer answer = answer(client.delete().uri("/v1/datasets/" + id).exchange());
        assertThat(answer.status).isEqualTo(status.value());
        return answer.body;
    }

    private static Answer answer(RestTestClient.ResponseSpec response) {
        var result = response.expectBody().returnResult();
        byte[] body = result.getResponseBody();
        return new Answer(
                result.getStatus().value(),
                String.valueOf(result.getResponseHeaders().getFirst("Location")),
                JsonMapper.shared().readTree(body == null ? new byte[] {'{', '}'} : body));
    }

    private static ByteArrayResource file(String name, byte[] bytes) {
        return new ByteArrayResource(bytes) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private static String id(Answer answer) {
        assertThat(answer.status).isEqualTo(201);
        return answer.body.get("id").asString();
    }

    private Table read(Answer answer) throws IOException {
        return datasets.read(datasets.find("local", id(answer)));
    }

    private static List<String> types(Answer answer) {
        return answer.body
                .get("columns")
                .valueStream()
                .map(column -> column.get("type").asString())
                .toList();
    }

    private long blobs() {
        return jdbc.sql("SELECT COUNT(*) FROM blob").query(Long.class).single();
    }

    private long contents() {
        return jdbc.sql("SELECT COUNT(*) FROM blob_content").query(Long.class).single();
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
