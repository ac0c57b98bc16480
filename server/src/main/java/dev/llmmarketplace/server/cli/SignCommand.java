package dev.llmmarketplace.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a manifest. Asks no server. */
@Command(
        name = "sign",
        description =
                "Sign a service manifest, without a server. Credentials are not signed and may change afterwards.",
        footer = {
            "",
            "The key is made by 'publisher-keys generate' and made known by 'publisher-keys register'.",
            "Examples:",
            "  marketplace sign support-chat.yaml --key release-key.pem --to support-chat.signed.yaml",
            "  marketplace publish support-chat.yaml --sign release-key.pem",
        })
final class SignCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Manifest in YAML or JSON; - for standard input.")
    private String file;

    @Option(names = "--key", required = true, paramLabel = "KEYFILE", description = "Private and public key in PEM.")
    private Path key;

    @Option(names = "--to", paramLabel = "FILE", description = "Write the signed manifest to this new file.")
    private @Nullable Path target;

    @Override
    public Integer call() {
        String signed = SignedManifest.sign(ManifestFile.unexpanded(file), SigningKey.read(key))
                .text();
        if (target == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(signed);
            out.flush();
            return ExitCode.OK;
        }
        try {
            Files.writeString(target, signed, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.USAGE, target + " is there already; choose another name.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot write " + target + ": " + e.getMessage());
        }
        return ExitCode.OK;
    }
}
