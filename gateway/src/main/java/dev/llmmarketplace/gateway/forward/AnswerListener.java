package dev.llmmarketplace.gateway.forward;

import java.util.List;

/**
 * Follows one answer, on the event loop. {@link #head} comes first, then any number of {@link #content}, then one of
 * {@link #end} and {@link #failed}; the latter may also come instead of everything. Nothing comes after an abort.
 */
public interface AnswerListener {
    void head(AnswerHead head);

    /** The array is the listener's from now on. */
    void content(byte[] bytes, int length);

    /** The last piece, which may be empty; the array is the listener's from now on. */
    void end(byte[] bytes, int length);

    void failed(UpstreamFailure failure);

    /** The open request takes another piece of its body, unless it was told before. */
    default void more() {}

    /**
     * All that an open request's answer has of headers, behind {@link #head}, or of trailers, before {@link #end}.
     *
     * @param fields names in lower case and values in turn
     */
    default void fields(List<String> fields, boolean trailing) {}
}
