package dev.llmmarketplace.it;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything this build has compiled, tests included: the class path of this module holds no other module's tests.
 *
 * <p>Left out is {@code bench}, which is generated for the greater part.
 */
public final class CompiledModules implements LocationProvider {

    private static final Set<String> MODULES = Set.of("core", "gateway", "adapters", "server", "it");

    @Override
    public Set<Location> get(Class<?> testClass) {
        Path root = Path.of(System.getProperty("basedir", System.getProperty("user.dir")))
                .toAbsolutePath()
                .resolveSibling("");
        return MODULES.stream()
                .map(root::resolve)
                .flatMap(module -> Stream.of(module.resolve("target/classes"), module.resolve("target/test-classes")))
                .filter(Files::isDirectory)
                .map(Location::of)
                .collect(Collectors.toSet());
    }
}
