package dev.llmmarketplace.adapters.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * The file that takes what the server prints. The one before is kept beside it when it has grown beyond 10 MB.
 *
 * @param start the file's size when this start began, so that an old failure is not taken for the present one
 */
record ServerLog(Path file, long start) {
    private static final long MAX_BYTES = 10 << 20;
    private static final int TAIL_BYTES = 2000;

    /** The port was taken in the meantime, or children of a killed server are still about to notice its death. */
    private static final Pattern PASSING =
            Pattern.compile("could not create any TCP/IP sockets|shared memory block .* is still in use");

    static ServerLog in(Path directory) throws IOException {
        Path file = directory.resolve("server.log");
        if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
            Files.move(file, directory.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    ProcessBuilder receive(ProcessBuilder command) {
        return command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
    }

    /** The last lines of the present start. */
    String tail() throws IOException {
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(Math.max(start, reader.length() - TAIL_BYTES));
            byte[] bytes = new byte[(int) (reader.length() - reader.getFilePointer())];
            reader.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    boolean saysTryAgain() throws IOException {
        return PASSING.matcher(tail()).find();
    }
}
