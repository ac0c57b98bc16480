package dev.llmmarketplace.server;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.configuration.ConfigurationGuide;
import dev.llmmarketplace.server.configuration.ConfigurationReader;
import dev.llmmarketplace.server.configuration.InvalidConfiguration;
import dev.llmmarketplace.server.identity.FirstAdministrator;
import dev.llmmarketplace.server.logging.Logs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code serve}: reads the configuration, starts the marketplace, and ends with it. */
@Command(
        name = "serve",
        description = "Serve the marketplace: catalogue, gateway, administration and portal on one port.",
        footer = {
            "",
            "Without any setting it keeps everything in ~/.local/share/llm-marketplace and listens on 127.0.0.1:8080.",
            "SIGTERM or Ctrl-C end it, after calls in flight have finished.",
            "Exit codes: 1 could not start, 2 the configuration is wrong."
        })
final class Serve implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(names = "--help-config", description = "Show every setting with its default, and stop.")
    private boolean helpConfig;

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "Data directory (data.directory).")
    private @Nullable String data;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (http.host).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (http.port); 0 for any free one.")
    private @Nullable String port;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file instead of DIRECTORY/config.yaml.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (helpConfig) {
            out.print(ConfigurationGuide.text());
            out.flush();
            return 0;
        }
        try {
            serve(ConfigurationReader.read(flags(), System.getenv(), Optional.ofNullable(config)), out);
            return 0;
        } catch (InvalidConfiguration e) {
            return complain(MISCONFIGURED, "The configuration is wrong:\n" + e.getMessage());
        } catch (ProblemException e) {
            return complain(FAILED, e.problem().detail());
        }
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>(set);
        put(flags, "data.directory", data);
        put(flags, "http.host", host);
        put(flags, "http.port", port);
        return flags;
    }

    private static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }

    private void serve(Configuration configuration, PrintWriter out) {
        Logs.configure(configuration.log());
        long start = System.nanoTime();
        CountDownLatch stopped = new CountDownLatch(1);
        Marketplace marketplace = Marketplace.start(configuration, Time.system(), line -> say(out, line));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    marketplace.close();
                    stopped.countDown();
                }));
        marketplace.firstAdministrator().ifPresent(administrator -> introduce(administrator, out));
        say(out, "Ready at %s after %.1f s".formatted(marketplace.address(), (System.nanoTime() - start) / 1e9));
        await(stopped);
    }

    /** On standard output only, once: it is not in the log and cannot be shown again. */
    private static void introduce(FirstAdministrator administrator, PrintWriter out) {
        say(out, "Administrator: " + administrator.email());
        say(out, "Password:      " + administrator.password().reveal() + "   (shown this once)");
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int complain(int code, String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(message);
        err.flush();
        return code;
    }

    private static void say(PrintWriter out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
