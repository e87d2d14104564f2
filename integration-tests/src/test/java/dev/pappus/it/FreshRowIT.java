package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another node, or the engine's own SQL, changes rows behind the back of JPA. */
@ExtendWith(ArquillianExtension.class)
class FreshRowIT {

  @Test
  void readsARowThatWasChangedBesideTheServer() throws SQLException {
    assumeTrue(DeployedApplication.onPostgresql(), "only the server itself can open its H2 file");
    ApiClient api = ApiClient.administrator();
    TestApp app = TestApp.uploaded();
    assertThat(api.get(app.path("")).expect(200).getString("name")).isEqualTo("Löwenzahn 蒲公英");

    try (Connection connection = DatabaseServer.connection();
        PreparedStatement change =
            connection.prepareStatement("update app set name = ? where slug = ?")) {
      change.setString(1, "Changed beside");
      change.setString(2, app.slug());
      assertThat(change.executeUpdate()).isEqualTo(1);
    }

    assertThat(api.get(app.path("")).expect(200).getString("name")).isEqualTo("Changed beside");
    assertThat(app.upload("2.0", 2).getJsonObject("app").getString("name"))
        .isEqualTo("Changed beside");
  }
}
