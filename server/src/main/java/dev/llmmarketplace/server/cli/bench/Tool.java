package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** A program of the operating system that a measurement needs. */
enum Tool {
    WRK("wrk", "wrk"),
    NGINX("nginx", "nginx-light"),
    PSQL("psql", "postgresql-client");

    private final String command;
    private final String debianPackage;

    Tool(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** @throws CommandFailure naming the package that brings it, when it is not installed */
    Path locate() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "This measurement needs " + command + ". On Debian: apt-get install " + debianPackage));
    }
}
