package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, to a receiver whose certificate is for the name localhost. */
class HttpSenderTests {
    private static final char[] PASSWORD = "receiver".toCharArray();
    private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());

    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = folder.resolve("receiver.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                "receiver");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(Files.newInputStream(file), PASSWORD);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @Test
    void sendsToAReceiverThatProvesItsName() throws IOException {
        assertThat(post("localhost", tls.getSocketFactory())).isEqualTo(204);
    }

    @Test
    void refusesACertificateOfAnotherName() {
        assertThatThrownBy(() -> post("example.com", tls.getSocketFactory())).isInstanceOf(SSLException.class);
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
        assertThatThrownBy(() -> post("localhost", usual)).isInstanceOf(SSLException.class);
    }

    private static int post(String host, SSLSocketFactory sockets) throws IOException {
        try (HookReceiver receiver = HookReceiver.start(tls);
                HttpSender sender = new HttpSender(sockets)) {
            URI uri = URI.create("https://" + host + ":" + receiver.port() + "/");
            return sender.post(uri, HERE, Map.of(), new byte[] {1}, Duration.ofSeconds(5));
        }
    }
}
