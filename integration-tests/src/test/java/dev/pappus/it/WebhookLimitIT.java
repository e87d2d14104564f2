package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class WebhookLimitIT {
  private final ApiClient api = ApiClient.administrator();

  @Test
  void makesThreeOfEightThatAreAskedForAtOnce() throws Exception {
    TestApp app = TestApp.uploaded();

    List<ApiClient.Answer> answers = atOnce(8, () -> create(app));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .hasSize(5)
        .allSatisfy(
            answer -> assertThat(answer.expect(409).getString("code")).isEqualTo("webhook-limit"));
    assertThat(app.items("/webhooks")).hasSize(3);
  }

  @Test
  void givesTheSlotOfARemovedWebhookBack() {
    TestApp app = TestApp.uploaded();
    String id = create(app).expect(201).getString("id");
    create(app).expect(201);
    create(app).expect(201);
    assertThat(create(app).status()).isEqualTo(409);

    assertThat(api.delete(app.path("/webhooks/" + id)).status()).isEqualTo(204);

    create(app).expect(201);
  }

  private ApiClient.Answer create(TestApp app) {
    return api.post(app.path("/webhooks"), TestApp.webhook("http://127.0.0.2/hook").build());
  }

  private static <T> List<T> atOnce(int count, Callable<T> call)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        calls.add(call);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
