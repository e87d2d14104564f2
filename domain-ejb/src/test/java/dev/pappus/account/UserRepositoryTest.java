package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserRepositoryTest {

  @ParameterizedTest
  @EnumSource
  void findsNobodyByATextThatCannotBeStored(TestDatabase.Kind kind) {
    try (TestDatabase database = TestDatabase.open(kind)) {
      UserRepository users = new UserRepository();
      users.em = database.em();

      assertThat(users.findByEmail("admin\0@localhost")).isEmpty();
    }
  }
}
