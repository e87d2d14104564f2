package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.security.Permission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTableTest {

  @ParameterizedTest
  @EnumSource
  void tellsWhatEachRoleMay(Role role) {
    assertThat(PermissionTable.yes("Roles", role.wireName()))
        .containsExactlyElementsOf(role.permissions().stream().map(Permission::wireName).toList());
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatEachScopeLetsThrough(TokenScope scope) {
    assertThat(PermissionTable.yes("Scopes of tokens", scope.wireName()))
        .containsExactlyElementsOf(scope.permissions().stream().map(Permission::wireName).toList());
  }

  @Test
  void namesPermissionsThatThereAre() {
    assertThat(PermissionTable.routes())
        .hasSizeGreaterThan(80)
        .allSatisfy(
            route ->
                assertThat(route.permission().isPresent() || route.needed().startsWith("anybody"))
                    .as(route.toString())
                    .isTrue());
    assertThat(PermissionTable.pages())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            page ->
                assertThat(page.permission().isPresent() || page.needed().equals("anybody"))
                    .as(page.path())
                    .isTrue());
  }
}
