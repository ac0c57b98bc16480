package dev.llmmarketplace.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Gets a password without showing it and without having it on the command line. */
final class Passwords {
    private Passwords() {}

    static String ask(boolean standardInput, String prompt) {
        if (standardInput) {
            return firstLine();
        }
        return Optional.ofNullable(System.getenv("MARKETPLACE_PASSWORD"))
                .filter(password -> !password.isEmpty())
                .orElseGet(() -> typed(prompt));
    }

    private static String typed(String prompt) {
        return Terminal.console()
                .map(console -> console.readPassword("%s", prompt))
                .map(String::new)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "No terminal to ask for the password: use --password-stdin or MARKETPLACE_PASSWORD."));
    }

    private static String firstLine() {
        try {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return Optional.ofNullable(input.readLine())
                    .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "Standard input holds no password."));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password from standard input", e);
        }
    }
}
