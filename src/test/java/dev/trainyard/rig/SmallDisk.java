package dev.trainyard.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that is soon full. Only root may make one, and only on Linux. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static boolean possible() {
        return Files.exists(Path.of("/proc/mounts")) && "root".equals(System.getProperty("user.name"));
    }

    static SmallDisk of(int megabytes) throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
        Path directory = Files.createTempDirectory(parent, "disk-");
        run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs", directory.toString());
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    /** Leaves no room at all. */
    void fill() {
        try (OutputStream file = Files.newOutputStream(filler())) {
            byte[] page = new byte[4096];
            while (directory.toFile().getUsableSpace() > 0) {
                file.write(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() {
        run("umount", "--lazy", directory.toString());
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
