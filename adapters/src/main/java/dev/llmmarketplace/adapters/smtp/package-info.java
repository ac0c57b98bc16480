/**
 * E-mail by SMTP (RFC 5321), through Angus Mail.
 *
 * <p>Depends on {@code core} and Angus Mail.
 */
@NullMarked
package dev.llmmarketplace.adapters.smtp;

import org.jspecify.annotations.NullMarked;
