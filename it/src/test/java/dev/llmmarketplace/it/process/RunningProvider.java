package dev.llmmarketplace.it.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./marketplace provider} on a free port: the upstream whose own count the ledger is compared with. */
public final class RunningProvider implements AutoCloseable {
    /** What it wants as bearer token. */
    public static final String CREDENTIAL = "provider-credential";

    private static final Pattern LISTENING = Pattern.compile("(http://[^\\s/]+)");

    private final Program program;
    private final URI address;

    private RunningProvider(Program program) {
        this.program = program;
        this.address = URI.create(program.awaitLine(LISTENING).group(1));
    }

    public static RunningProvider start() {
        return start(List.of());
    }

    /** One that writes down each call in {@code log}, as a line of JSON when it begins and one when it ends. */
    public static RunningProvider startWithLog(Path log) {
        return start(List.of("--log", log.toString()));
    }

    private static RunningProvider start(List<String> options) {
        List<String> command = new ArrayList<>(List.of("provider", "--port", "0", "--api-key", CREDENTIAL));
        command.addAll(options);
        return new RunningProvider(Program.marketplace("provider", command, Map.of()));
    }

    /** Scheme, host and port. */
    public URI address() {
        return address;
    }

    /** {@code host:port}, as lists of allowed addresses name it. */
    public String authority() {
        return address.getAuthority();
    }

    /** {@code kill -9}: a provider that is gone in the middle of everything. */
    public void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
