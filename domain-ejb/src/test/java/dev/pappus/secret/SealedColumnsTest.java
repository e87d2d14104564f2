package dev.pappus.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.pappus.HouseRules;
import dev.pappus.shared.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sealed column that no stock knows of could never be read once its key was forgotten. */
class SealedColumnsTest {
  private static final Set<JavaClass> STOCKS =
      HouseRules.production().stream()
          .filter(type -> type.isAssignableTo(SealedStock.class) && !type.isInterface())
          .collect(Collectors.toSet());

  @ParameterizedTest
  @EnumSource(TestDatabase.Kind.class)
  void stocksAndSchemaNameTheSame(TestDatabase.Kind kind) throws Exception {
    Set<String> known = new TreeSet<>();
    for (JavaClass stock : STOCKS) {
      SealedStock made = (SealedStock) stock.reflect().getDeclaredConstructor().newInstance();
      known.addAll(made.columns());
    }

    try (TestDatabase database = TestDatabase.open(kind)) {
      assertThat(known).isNotEmpty().isEqualTo(markedIn(database));
    }
  }

  private static Set<String> markedIn(TestDatabase database) throws SQLException {
    Set<String> marked = new TreeSet<>();
    try (Connection connection = database.dataSource().getConnection();
        ResultSet columns = connection.getMetaData().getColumns(null, null, "%", "%")) {
      while (columns.next()) {
        if ("sealed".equals(columns.getString("REMARKS"))) {
          marked.add(
              (columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"))
                  .toLowerCase(Locale.ROOT));
        }
      }
    }
    return marked;
  }

  @Test
  void whoeverSealsHasAStock() {
    Set<String> sealing =
        HouseRules.production().stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(
                call ->
                    call.getTargetOwner().isEquivalentTo(KeyRing.class)
                        && call.getName().equals("seal"))
            .map(call -> call.getOriginOwner().getPackageName())
            .filter(name -> !name.equals(KeyRing.class.getPackageName()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(STOCKS.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .containsAll(sealing);
    assertThat(sealing).isNotEmpty();
  }
}
