package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class HealthIT {

  @Test
  void isReadyAfterTheDeployment() {
    var answer = ApiClient.anonymous().get("/api/health/ready");

    assertThat(answer.expect(200).getString("status")).isEqualTo("UP");
  }
}
