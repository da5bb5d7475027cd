package dev.trainyard.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What clients get from a trained network. */
@ApplicationContract
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PredictionContract {
    private static final int ROWS = 400;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private RestCalls calls = new RestCalls(URI.create("http://localhost"));
    private String mixed = "";
    private String numbers = "";

    @BeforeEach
    void train() {
        calls = new RestCalls(URI.create("http://127.0.0.1:" + port));
        if (mixed.isEmpty()) {
            String table = calls.upload(table());
            mixed = trained(table, "shade");
            numbers = trained(table, "size");
        }
    }

    private String trained(String dataset, String target) {
        String job = calls.submit(
                "{\"dataset\":\"" + dataset + "\",\"target\":\"" + target + "\",\"seed\":1,\"max_seconds\":120}");
        JsonNode end = calls.end(job);
        assertThat(end.get("status").stringValue()).as(end.toString()).isEqualTo("succeeded");
        return job;
    }

    @Test
    void answersRowsWithTheNamesOfTheUpload() {
        JsonNode answer = predict(mixed, """
            {"rows":[{"x":3,"when":"2024-01-01","color":"red","flag":true,"size":1300},
                     {"x":-3,"when":"2024-06-01","color":"blue","flag":false,"size":700}]}\
            """);
        assertThat(answer.at("/predictions/0/label").stringValue()).isEqualTo("light");
        assertThat(answer.at("/predictions/1/label").stringValue()).isEqualTo("dark");
        JsonNode probabilities = answer.at("/predictions/0/probabilities");
        assertThat(probabilities.propertyNames()).containsExactly("dark", "light");
        assertThat(probabilities.get("dark").doubleValue()
                        + probabilities.get("light").doubleValue())
                .isCloseTo(1, within(1e-5));
        assertThat(answer.get("checkpoint").stringValue()).startsWith("ckpt_");
    }

    @Test
    void answersNumbersInTheUnitOfTheData() {
        JsonNode answer = predict(
                numbers,
                "{\"rows\":[{\"x\":2,\"when\":\"2024-01-01\",\"color\":\"red\",\"flag\":true,\"shade\":\"light\"}]}");
        assertThat(answer.at("/predictions/0/value").doubleValue()).isCloseTo(1200, within(150.0));
    }

    @Test
    void treatsMissingValuesAndUnseenWordsAsTraining() {
        JsonNode answer = predict(mixed, """
            {"rows":[{"x":null,"when":null,"color":"infrared","flag":null,"size":null},
                     {"x":"NA","when":"","color":null,"flag":"TRUE","size":"NaN"}]}\
            """);
        assertThat(answer.get("predictions")).hasSize(2);
    }

    @Test
    void answersATableAsItAnswersTheSameRowsInJson() {
        JsonNode json = predict(mixed, """
            {"rows":[{"x":0.5,"when":"2024-02-03","color":"red","flag":true,"size":null},
                     {"x":-1.25,"when":"2024-02-04T10:00:00Z","color":"ultra, \\"violet\\"","flag":false,"size":7}]}\
            """);
        String csv = "flag,color,when,size,x,shade\nTRUE,red,2024-02-03,NA,0.5,\n"
                + "false,\"ultra, \"\"violet\"\"\",2024-02-04T10:00:00Z,7,-1.25,dark\n";
        JsonNode table = calls.post("/v1/jobs/" + mixed + "/predictions", "text/csv", bytes(csv))
                .ok();
        assertThat(table).isEqualTo(json);
    }

    @Test
    void answersALongTableInOrder() {
        StringBuilder csv = new StringBuilder("x,when,color,flag,size\n");
        Random random = new Random(9);
        boolean[] light = new boolean[5000];
        for (int row = 0; row < light.length; row++) {
            light[row] = random.nextBoolean();
            csv.append(light[row] ? "3,2024-01-01,red,true,1300\n" : "-3,2024-06-01,blue,false,700\n");
        }
        JsonNode predictions = calls.post("/v1/jobs/" + mixed + "/predictions", "text/csv", bytes(csv.toString()))
                .ok()
                .get("predictions");
        assertThat(predictions).hasSize(light.length);
        for (int row = 0; row < light.length; row++) {
            assertThat(predictions.get(row).get("label").stringValue()).isEqualTo(light[row] ? "light" : "dark");
        }
    }

    @Test
    void answersManyAtOnceAsOneAfterAnother() {
        List<String> bodies = IntStream.range(0, 40)
                .mapToObj(i -> "{\"rows\":[{\"x\":" + (i - 20) / 10.0
                        + ",\"when\":null,\"color\":\"red\",\"flag\":true,\"size\":" + i + "}]}")
                .toList();
        List<JsonNode> alone = bodies.stream().map(body -> predict(mixed, body)).toList();
        List<CompletableFuture<JsonNode>> together = bodies.stream()
                .map(body -> CompletableFuture.supplyAsync(() -> predict(mixed, body)))
                .toList();
        assertThat(together.stream().map(CompletableFuture::join)).containsExactlyElementsOf(alone);
    }

    @Test
    void answersByTheCheckpointAskedFor() {
        JsonNode checkpoints =
                calls.get("/v1/jobs/" + mixed + "/checkpoints").ok().get("data");
        String id = checkpoints.get(checkpoints.size() - 1).get("id").stringValue();
        JsonNode answer = calls.post(
                        "/v1/jobs/" + mixed + "/predictions?checkpoint=" + id,
                        "{\"rows\":[{\"x\":1,\"when\":null,\"color\":\"red\",\"flag\":true,\"size\":1}]}")
                .ok();
        assertThat(answer.get("checkpoint").stringValue()).isEqualTo(id);
    }

    @Test
    void judgesADatasetWithClasses() {
        JsonNode evaluation = evaluate(mixed, table());
        assertThat(evaluation.get("rows").intValue()).isEqualTo(ROWS);
        assertThat(evaluation.get("loss").doubleValue()).isBetween(0.0, 0.5);
        assertThat(evaluation.get("metrics").propertyNames())
                .containsExactly("accuracy", "macro_f1", "auc", "log_loss");
        assertThat(evaluation.at("/metrics/accuracy").doubleValue()).isGreaterThan(0.9);
        assertThat(texts(evaluation.at("/confusion_matrix/labels"))).containsExactly("dark", "light");
        long counted = evaluation
                .at("/confusion_matrix/counts")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToLong(JsonNode::longValue)
                .sum();
        assertThat(counted).isEqualTo(ROWS);
    }

    @Test
    void judgesADatasetWithNumbers() {
        JsonNode evaluation = evaluate(numbers, table());
        assertThat(evaluation.get("metrics").propertyNames()).containsExactly("rmse", "mae", "r2");
        assertThat(evaluation.at("/metrics/r2").doubleValue()).isGreaterThan(0.9);
        assertThat(evaluation.has("confusion_matrix")).isFalse();
    }

    @Test
    void leavesRowsWithoutATargetOutOfTheJudgement() {
        String csv = """
            x,when,color,flag,size,shade,more
            3,2024-01-01,red,true,1300,light,a
            3,2024-01-01,red,true,1300,,b
            """;
        JsonNode evaluation = evaluate(mixed, csv);
        assertThat(evaluation.get("rows").intValue()).isEqualTo(1);
        assertThat(evaluation.at("/metrics/accuracy").doubleValue()).isEqualTo(1);
        assertThat(evaluation.at("/metrics/auc").stringValue()).isEqualTo("NaN");
    }

    @Test
    void answersImagesAsListsAndAsFiles() {
        byte[] images = new byte[60 * 12];
        byte[] labels = new byte[60];
        new Random(4).nextBytes(images);
        for (int i = 0; i < 60; i++) {
            labels[i] = (byte) (i % 2);
            Arrays.fill(images, 12 * i, 12 * i + 6, (byte) (i % 2 == 0 ? 20 : 230));
        }
        byte[] file = idx(images, 60, 3, 4);
        String dataset = uploadImages(file, idx(labels, 60));
        String job = trained(dataset, "label");

        JsonNode byFile = calls.post("/v1/jobs/" + job + "/predictions", "application/octet-stream", file)
                .ok()
                .get("predictions");
        assertThat(byFile).hasSize(60);
        assertThat(byFile.get(1).get("label").stringValue()).isEqualTo("1");
        StringBuilder rows = new StringBuilder("[");
        for (int y = 0; y < 3; y++) {
            rows.append(y == 0 ? "[" : ",[");
            for (int x = 0; x < 4; x++) {
                rows.append(x == 0 ? "" : ",").append(images[12 + 4 * y + x] & 0xff);
            }
            rows.append(']');
        }
        JsonNode byList = predict(job, "{\"rows\":[{\"image\":" + rows + "]}]}").get("predictions");
        assertThat(byList.get(0)).isEqualTo(byFile.get(1));
    }

    private String uploadImages(byte[] images, byte[] labels) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        Stream.of("file", "labels").forEach(name -> {
            form.writeBytes(
                    bytes("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"x\"\r\n\r\n"));
            form.writeBytes(name.equals("file") ? images : labels);
            form.writeBytes(bytes("\r\n"));
        });
        form.writeBytes(bytes("--b--\r\n"));
        return calls.post("/v1/datasets", "multipart/form-data; boundary=b", form.toByteArray())
                .ok()
                .get("id")
                .stringValue();
    }

    private static byte[] idx(byte[] values, int... dims) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + values.length);
        file.putInt(0x800 + dims.length);
        Arrays.stream(dims).forEach(file::putInt);
        return file.put(values).array();
    }

    @Test
    void saysThatANodeOfAnotherVersionTrainedANetwork() {
        String rows = "{\"rows\":[{\"x\":3,\"when\":null,\"color\":\"red\",\"flag\":true,\"size\":1300}]}";
        String job = trained(calls.upload(table()), "shade");
        rename(job, "dense", "hologram");
        RestCalls.Answer answer = calls.post("/v1/jobs/" + job + "/predictions", rows);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().get("code").stringValue()).isEqualTo("unavailable");
        assertThat(answer.json().get("detail").stringValue())
                .startsWith("A node of another version stored this, and this one does not know all of it: ")
                .contains("/model/layers/0/type")
                .contains("hologram");
        assertThat(answer.json().has("errors")).isFalse();
        rename(job, "hologram", "dense");
        predict(job, rows);
    }

    private void rename(String job, String from, String to) {
        assertThat(database.sql("update job set definition = replace(definition, :from, :to) where id = :id")
                        .param("from", '"' + from + '"')
                        .param("to", '"' + to + '"')
                        .param("id", job)
                        .update())
                .isOne();
    }

    private JsonNode predict(String job, String body) {
        return calls.post("/v1/jobs/" + job + "/predictions", body).ok();
    }

    private JsonNode evaluate(String job, String csv) {
        return calls.post("/v1/jobs/" + job + "/evaluations", "{\"dataset\":\"" + calls.upload(csv) + "\"}")
                .ok();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Five kinds of columns; shade follows x and color, size is 1000 + 100 x. */
    private static String table() {
        StringBuilder csv = new StringBuilder("x,when,color,flag,size,shade\n");
        Random random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            double x = 2 * random.nextGaussian();
            boolean red = random.nextBoolean();
            String color = row % 20 == 0 ? "" : red ? "red" : "blue";
            String day = "2024-" + (random.nextBoolean() ? "01-0" : "06-0") + (1 + random.nextInt(9));
            csv.append("%s,%s,%s,%s,%s,%s%n"
                    .formatted(
                            row % 10 == 0 ? "NA" : String.valueOf(x),
                            day,
                            color,
                            random.nextBoolean(),
                            1000 + 100 * x,
                            x + (red ? 1 : -1) > 0 ? "light" : "dark"));
        }
        return csv.toString();
    }
}
