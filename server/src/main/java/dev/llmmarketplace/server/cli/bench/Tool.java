package dev.llmmarketplace.server.cli.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** A program of the operating system that a measurement needs. */
enum Tool {
    WRK("wrk", "wrk"),
    NGINX("nginx", "nginx-light");

    private final String command;
    private final String debianPackage;

    Tool(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** @throws Missing when it is not installed */
    Path locate() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Missing(this));
    }

    /** The machine lacks a program; the message says which package brings it. */
    static final class Missing extends RuntimeException {
        Missing(Tool tool) {
            super("This measurement needs " + tool.command + ". On Debian: apt-get install " + tool.debianPackage);
        }
    }
}
