package io.lepton.bench.jmh;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in memory and on one thread, asked over JDBC.
 *
 * <p>Its driver carries 250 MB of native code for five platforms, so it is not part of {@code
 * lepton.jar}: it is loaded from Maven's local repository, where the build of this module has put
 * it, or from where the system property {@value #PROPERTY} says.
 *
 * <p>One thread at a time.
 */
final class DuckDbPeer implements AutoCloseable {

  /** Names the system property that names the jar of the driver. */
  static final String PROPERTY = "lepton.bench.duckdb";

  private static final String IN_REPOSITORY =
      ".m2/repository/org/duckdb/duckdb_jdbc/1.5.2.0/duckdb_jdbc-1.5.2.0.jar";

  private final URLClassLoader loader;
  private final Connection connection;

  private DuckDbPeer(URLClassLoader loader, Connection connection) {
    this.loader = loader;
    this.connection = connection;
  }

  /** Returns the driver's jar, if it is there. */
  static Optional<Path> jar() {
    Path usual = Path.of(System.getProperty("user.home"), IN_REPOSITORY);
    return Optional.of(Path.of(System.getProperty(PROPERTY, usual.toString())))
        .filter(Files::isRegularFile);
  }

  /** Opens an empty database. */
  static DuckDbPeer open(Path jar) throws IOException, SQLException {
    URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
    try {
      Driver driver =
          (Driver)
              Class.forName("org.duckdb.DuckDBDriver", true, loader)
                  .getDeclaredConstructor()
                  .newInstance();
      DuckDbPeer peer = new DuckDbPeer(loader, driver.connect("jdbc:duckdb:", new Properties()));
      peer.execute("SET threads = 1");
      peer.execute("SET autoinstall_known_extensions = false");
      return peer;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      loader.close();
      throw new IllegalStateException("Needs the driver of DuckDB, found another jar", e);
    }
  }

  /** Reads CSV into a table of typed columns, which takes the place of the last one. */
  long csvToColumns(Path csv) throws SQLException {
    return execute("CREATE OR REPLACE TEMP TABLE mixed AS SELECT * FROM " + csv(csv));
  }

  /** Reads JSON lines into such a table. */
  long ndjsonToColumns(Path ndjson) throws SQLException {
    return execute(
        "CREATE OR REPLACE TEMP TABLE mixed AS SELECT * FROM read_json(%s, format = 'newline_delimited', columns = %s)"
            .formatted(quoted(ndjson), columns()));
  }

  /** Converts. */
  long csvToNdjson(Path csv, Path ndjson) throws SQLException {
    return execute(
        "COPY (SELECT * FROM %s) TO %s (FORMAT json)".formatted(csv(csv), quoted(ndjson)));
  }

  private static String csv(Path file) {
    return "read_csv(%s, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = %s)"
        .formatted(quoted(file), columns());
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  private static String columns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < MixedColumns.COLUMNS; i++) {
      String type =
          switch (MixedFile.SCHEMA.field(i).type().kind()) {
            case INT8 -> "TINYINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FP64 -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case BOOL -> "BOOLEAN";
            default -> "VARCHAR";
          };
      columns.append(i == 0 ? "{" : ", ");
      columns.append("'%s': '%s'".formatted(MixedFile.SCHEMA.field(i).name(), type));
    }
    return columns.append('}').toString();
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return Math.max(statement.getUpdateCount(), 0);
    }
  }

  /** Hands out the rows of the table, to see whether they are right. */
  long rows(Consumer<MixedColumns> consumer) throws SQLException {
    MixedColumns columns = new MixedColumns(consumer);
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT * REPLACE (CAST(birthday AS VARCHAR) AS birthday, CAST(created AS VARCHAR) AS created, CAST(updated AS VARCHAR) AS updated) FROM mixed")) {
      while (result.next()) {
        for (int column = 0; column < MixedColumns.COLUMNS; column++) {
          put(columns, column, result.getObject(column + 1));
        }
        columns.endRow();
      }
    }
    return columns.end();
  }

  private static void put(MixedColumns columns, int column, @Nullable Object value) {
    if (value == null) {
      columns.setMissing(column);
    } else if (value instanceof Double number) {
      columns.setDouble(column, number.doubleValue());
    } else if (value instanceof Number number) {
      columns.setLong(column, number.longValue());
    } else if (value instanceof Boolean flag) {
      columns.setLong(column, flag ? 1 : 0);
    } else if (column == 12) {
      columns.setDate(column, value.toString());
    } else if (column > 12) {
      columns.setTimestamp(column, value.toString());
    } else {
      columns.setText(column, value.toString());
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    loader.close();
  }
}
