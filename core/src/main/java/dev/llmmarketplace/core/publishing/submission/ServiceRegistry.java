package dev.llmmarketplace.core.publishing.submission;

/** A partner that keeps a register of services. Blocking; thread-safe. */
public interface ServiceRegistry {
    /**
     * Makes a version known, provisionally, under its {@link Submission#version}; again without harm.
     *
     * @return what the registry calls it
     * @throws dev.llmmarketplace.core.kernel.ProblemException of the caller's kind when the registry refuses it; of another
     *     when it cannot be asked
     */
    String register(Submission submission);

    /** Takes it out again; without harm when it is not there. */
    void deregister(Submission submission);
}
