package dev.llmmarketplace.adapters.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that come inside jars and must lie on the disk: the model, which the run-time reads without a copy on the Java heap,
 * and the native libraries. Left to itself the run-time unpacks its library into the temporary directory at each start
 * and leaves it there when the process is killed.
 */
final class UnpackedFiles {
    private final Path directory;

    UnpackedFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** The file of {@code resource}'s name; written when it is missing or of another size. Safe among processes. */
    Path unpack(String resource) throws IOException {
        Path target = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        URL source = UnpackedFiles.class.getResource(resource);
        if (source == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
        }
        URLConnection connection = source.openConnection();
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            if (!Files.exists(target) || Files.size(target) != connection.getContentLengthLong()) {
                replace(target, content);
            }
        }
        return target;
    }

    boolean contains(String resource) {
        return UnpackedFiles.class.getResource(resource) != null;
    }

    private void replace(Path target, InputStream content) throws IOException {
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, target.getFileName().toString(), ".part");
        try {
            Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
