package dev.llmmarketplace.core.audit;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is about to do. While it is {@link #run}, whatever that thread changes is put down to it.
 *
 * @param name of the operation, as in the contract
 * @param actor null when nobody is signed in
 * @param organisation the actor's
 * @param reason what the actor gave for one
 * @param request its id
 * @param address from where
 */
public record Action(
        String name,
        @Nullable UserId actor,
        @Nullable OrganisationId organisation,
        @Nullable String reason,
        String request,
        String address) {
    private static final ScopedValue<Action> PRESENT = ScopedValue.newInstance();

    /** The action that this thread is in the midst of; empty when the program acts by itself. */
    public static Optional<Action> present() {
        return PRESENT.isBound() ? Optional.of(PRESENT.get()) : Optional.empty();
    }

    public <T> T run(Supplier<T> work) {
        return ScopedValue.where(PRESENT, this).call(work::get);
    }
}
