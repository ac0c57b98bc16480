package dev.llmmarketplace.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of commands: a server that answers as it is told, and a directory with the settings that lead to it. */
abstract class WithStubServer {
    @TempDir
    Path directory;

    StubServer server;
    Commands commands;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
        commands = new Commands(server.address(), directory);
    }

    @AfterEach
    void close() {
        server.close();
    }
}
