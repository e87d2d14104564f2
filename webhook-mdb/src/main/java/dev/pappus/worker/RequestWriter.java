package dev.pappus.worker;

import java.io.IOException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/** Writes a request, and notes when it has left. */
final class RequestWriter extends BasicRequestProducer {
  private final CallContext context;

  RequestWriter(HttpRequest head, byte[] body, CallContext context) {
    super(head, new BasicAsyncEntityProducer(body, null));
    this.context = context;
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    EndpointDetails connection = context.getEndpointDetails();
    context.phases().asked(connection == null ? 0 : connection.getReceivedBytesCount());
    super.produce(channel);
  }
}
