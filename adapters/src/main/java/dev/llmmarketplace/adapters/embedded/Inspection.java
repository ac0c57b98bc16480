package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Looks at a server that has just started: is it ours, does it keep its promises, is the database there. */
final class Inspection {
    private static final String UNKNOWN_DATABASE = "3D000";
    private static final String WRONG_PASSWORD = "28P01";

    private final EmbeddedPostgres server;

    Inspection(EmbeddedPostgres server) {
        this.server = server;
    }

    void pass(String database) throws SQLException {
        try (Connection connection = connect(database)) {
            requirePromises(connection);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "The embedded database refuses the stored password. Bring back the password file that was made"
                                + " with this database.");
            }
            if (!UNKNOWN_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            create(database);
            pass(database);
        }
    }

    private void create(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
    }

    private static void requirePromises(Connection connection) throws SQLException {
        for (Map.Entry<String, String> promise : ServerSettings.promised().entrySet()) {
            String actual = setting(connection, promise.getKey());
            if (!promise.getValue().equals(actual)) {
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "The embedded database runs with " + promise.getKey() + " = '" + actual
                                + "' and must run with '" + promise.getValue() + "'.");
            }
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT current_setting(?)")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                server.url(database), server.user(), server.password().reveal());
    }
}
