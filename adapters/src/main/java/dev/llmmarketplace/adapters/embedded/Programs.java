package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs the server's programs in a clean environment. PostgreSQL refuses to run as root. Root therefore steps into a user
 * namespace without mappings, where it looks like nobody, while the files stay root's and nobody else's.
 */
final class Programs {
    private static final List<String> AS_NOBODY = List.of("unshare", "--user", "--");

    private final PostgresSoftware software;
    private final List<String> prefix;

    private Programs(PostgresSoftware software, List<String> prefix) {
        this.software = software;
        this.prefix = prefix;
    }

    static Programs of(PostgresSoftware software) throws IOException, InterruptedException {
        if (!root()) {
            return new Programs(software, List.of());
        }
        requireUserNamespaces();
        return new Programs(software, AS_NOBODY);
    }

    /** Ready to start; the server's working files follow its arguments, not this process's directory. */
    ProcessBuilder command(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(software.program(program).toString());
        words.addAll(arguments);
        return clean(new ProcessBuilder(words));
    }

    /** As {@link #command}, out of reach of signals that a terminal sends to this process and its children. */
    ProcessBuilder detachedCommand(String program, List<String> arguments) {
        ProcessBuilder builder = command(program, arguments);
        if (linux()) {
            builder.command().addFirst("setsid");
        }
        return builder;
    }

    /** Runs to the end and answers what was printed. */
    String run(String program, List<String> arguments) throws IOException, InterruptedException {
        Process process = command(program, arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(program + " failed (exit " + status + "): " + output.strip());
        }
        return output;
    }

    /** Variables like PGDATA and PGOPTIONS of the user's own PostgreSQL must not reach ours. */
    private static ProcessBuilder clean(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static void requireUserNamespaces() throws IOException, InterruptedException {
        List<String> probe = new ArrayList<>(AS_NOBODY);
        probe.add("true");
        int status;
        try {
            status = new ProcessBuilder(probe).start().waitFor();
        } catch (IOException missing) {
            status = 127;
        }
        if (status != 0) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "PostgreSQL does not run as root, and this system does not let root make a user namespace"
                            + " (`unshare --user true` fails). Start the marketplace as an ordinary user,"
                            + " or set database.url to a PostgreSQL of your own.");
        }
    }

    private static boolean root() throws IOException {
        return linux()
                ? Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }

    private static boolean linux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
    }
}
