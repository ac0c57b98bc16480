package dev.llmmarketplace.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small file system in memory, mounted on a directory, that can be filled to the last byte and emptied again. */
final class FullDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[64 << 10];

    private final Path directory;
    private final Path filler;

    private FullDisk(Path directory) {
        this.directory = directory;
        this.filler = directory.resolve("filler");
    }

    /**
     * Only root can.
     *
     * @param mebibytes its size
     */
    static FullDisk mount(Path directory, int mebibytes) throws IOException {
        Files.createDirectories(directory);
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=0700", "tmpfs", directory.toString());
        return new FullDisk(directory);
    }

    /** Takes all the room that is left. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filler);
    }

    private static void run(String... command) {
        try (Program program = Program.start("mount", List.of(command), Map.of())) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
        }
    }

    @Override
    public void close() {
        run("umount", directory.toString());
    }
}
