package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked once from the archive on the class path. The directory is named by the archive's
 * checksum and appears by one rename, so it is complete or absent, whoever else unpacks at the same time.
 */
record PostgresSoftware(Path home) {

    static PostgresSoftware unpackedIn(Path cache) throws IOException, InterruptedException {
        URL archive = archive();
        Path home = cache.resolve("postgresql-" + checksum(archive));
        if (!Files.isDirectory(home)) {
            PrivateFiles.createDirectory(cache);
            Path unfinished = Files.createTempDirectory(cache, "unpacking-");
            try {
                unpack(archive, unfinished);
                publish(unfinished, home);
            } finally {
                PrivateFiles.deleteTree(unfinished);
            }
        }
        return new PostgresSoftware(home.toRealPath());
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        URL archive = PostgresSoftware.class.getResource("/postgres-" + system + "-" + processor + ".txz");
        if (archive == null) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "No PostgreSQL is packed for " + system + " on " + processor
                            + ". Set database.url to a PostgreSQL 15 or newer of your own.");
        }
        return archive;
    }

    /** The jar's directory knows it; reading 15 MB at every start would cost 50 ms. */
    private static String checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return HexFormat.of().toHexDigits((int) jar.getJarEntry().getCrc());
        }
        try (CheckedInputStream bytes = new CheckedInputStream(archive.openStream(), new CRC32())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().toHexDigits((int) bytes.getChecksum().getValue());
        }
    }

    private static void unpack(URL archive, Path directory) throws IOException, InterruptedException {
        List<String> tar = List.of("tar", "-x", "-o", "-f", "-", "-C", directory.toString());
        Process process = new ProcessBuilder(tar)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream packed = archive.openStream();
                XZInputStream bytes = new XZInputStream(packed);
                OutputStream input = process.getOutputStream()) {
            bytes.transferTo(input);
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("tar could not unpack PostgreSQL into " + directory + " (exit " + status + ")");
        }
    }

    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }
}
