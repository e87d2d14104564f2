package dev.pappus.rest.work;

import dev.pappus.shared.url.PublicUrls;
import dev.pappus.work.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** How the start of a job is answered. */
@ApplicationScoped
public class JobAnswers {
  @Inject PublicUrls urls;

  /** 202 with the job; Location leads to it. */
  public Response accepted(Job started) {
    JobResponse job = JobResponse.of(started);
    return Response.accepted(job).location(URI.create(urls.of("/api/v1/jobs/" + job.id()))).build();
  }
}
