package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Http2Test {
  private static final long ON_THE_WAY = 16L * 1024 * 1024;
  private static final int FRAMES = 30_000_000;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  /** RFC 7541 appendix A: {@code :status 200} is entry 8 of the static table. */
  private static final byte[] STATUS_200 = {(byte) 0x88};

  private final SenderFixture fixture =
      new SenderFixture().trusting(TestCertificates.trusting()).open();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A real server; it notes the protocol and the connection of each request. */
  private static final class Server
      implements AsyncServerRequestHandler<Message<HttpRequest, String>>, AutoCloseable {
    private final HttpAsyncServer server;
    private final String url;
    private final List<String> protocols = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();

    Server(HttpVersionPolicy policy) {
      server =
          H2ServerBootstrap.bootstrap()
              .setVersionPolicy(policy)
              .setTlsStrategy(new H2ServerTlsStrategy(TestCertificates.good()))
              .setCanonicalHostName(TestCertificates.HOST)
              .register("*", this)
              .create();
      server.start();
      try {
        ListenerEndpoint endpoint =
            server
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTPS)
                .get();
        int port = ((InetSocketAddress) endpoint.getAddress()).getPort();
        url = "https://" + TestCertificates.HOST + ":" + port + "/hook";
      } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
        HttpRequest request, EntityDetails entity, HttpContext context) {
      return new BasicRequestConsumer<>(new StringAsyncEntityConsumer());
    }

    @Override
    public void handle(
        Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context)
        throws HttpException, IOException {
      HttpCoreContext core = HttpCoreContext.cast(context);
      protocols.add(core.getProtocolVersion().toString());
      connections.add(core.getEndpointDetails().getRemoteAddress());
      bodies.add(message.getBody());
      trigger.submitResponse(
          AsyncResponseBuilder.create(200).setEntity("ok", ContentType.TEXT_PLAIN).build(),
          context);
    }

    @Override
    public void close() {
      server.close(CloseMode.IMMEDIATE);
    }
  }

  @Test
  void speaksHttp2WhereTheEndpointDoes() {
    try (Server server = new Server(HttpVersionPolicy.NEGOTIATE)) {
      AttemptResult result = fixture.send(server.url);

      assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      assertThat(result.exchange().httpStatus()).isEqualTo(200);
      assertThat(result.exchange().responseBody()).isEqualTo("ok".getBytes(StandardCharsets.UTF_8));
      assertThat(server.protocols).containsExactly("HTTP/2.0");
      assertThat(server.bodies).containsExactly(DueFixture.BODY);
    }
  }

  @Test
  void fallsBackToHttp11() {
    try (Server server = new Server(HttpVersionPolicy.FORCE_HTTP_1)) {
      AttemptResult result = fixture.send(server.url);

      assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      assertThat(server.protocols).containsExactly("HTTP/1.1");
    }
  }

  @Test
  void usesAConnectionAgain() {
    try (Server server = new Server(HttpVersionPolicy.NEGOTIATE)) {
      for (int i = 0; i < 10; i++) {
        assertThat(fixture.send(server.url).outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      }

      assertThat(server.protocols).hasSize(10).containsOnly("HTTP/2.0");
      // the next call may begin just before the connection is back in the pool
      assertThat(server.connections).hasSizeLessThan(5);
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] many(byte[] frame, int times) {
    ByteBuffer all = ByteBuffer.allocate(frame.length * times);
    Collections.nCopies(times, frame).forEach(all::put);
    return all.array();
  }

  /** Ends the handshake of the protocol, then writes this without end. */
  private static RawEndpoint flooding(byte[] first, byte[] block) {
    return new RawEndpoint(
        TestCertificates.good(),
        "h2",
        (in, out) -> {
          greet(in, out);
          out.write(first);
          for (int i = 0; i < FRAMES; i++) {
            out.write(block);
          }
        });
  }

  private static void greet(InputStream in, OutputStream out) throws IOException {
    in.readNBytes(24);
    out.write(frame(SETTINGS, 0, 0, new byte[0]));
    out.write(frame(SETTINGS, 1, 0, new byte[0]));
    boolean request = false;
    while (!request) {
      byte[] head = in.readNBytes(9);
      in.readNBytes(((head[0] & 0xff) << 16) + ((head[1] & 0xff) << 8) + (head[2] & 0xff));
      request = head[3] == DATA;
    }
    out.flush();
  }

  private AttemptResult sendTo(RawEndpoint endpoint) {
    AttemptResult result = fixture.send(endpoint.url(TestCertificates.HOST));
    Awaitility.await("the client to close the connection").until(() -> endpoint.ended() == 1);
    assertThat(endpoint.written()).isLessThan(ON_THE_WAY);
    return result;
  }

  @Test
  void endsAFloodOfPings() {
    byte[] pings = many(frame(PING, 0, 0, new byte[8]), 500);
    try (RawEndpoint endpoint = flooding(new byte[0], pings)) {
      assertThat(sendTo(endpoint).outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    }
  }

  @Test
  void endsAFloodOfSettings() {
    byte[] settings = many(frame(SETTINGS, 0, 0, new byte[0]), 500);
    try (RawEndpoint endpoint = flooding(new byte[0], settings)) {
      assertThat(sendTo(endpoint).outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    }
  }

  @Test
  void endsContinuationsWithoutEnd() {
    byte[] first = frame(HEADERS, 0, 1, STATUS_200);
    // a literal field without a name of its own kind: 0x00, "a", "b" (RFC 7541 §6.2.2)
    byte[] more = many(frame(CONTINUATION, 0, 1, new byte[] {0, 1, 'a', 1, 'b'}), 500);
    try (RawEndpoint endpoint = flooding(first, more)) {
      assertThat(sendTo(endpoint).outcome())
          .isIn(AttemptOutcome.RESPONSE_TOO_LARGE, AttemptOutcome.CONNECT);
    }
  }

  @Test
  void stopsReadingAStreamThatNeverEnds() {
    byte[] first = frame(HEADERS, END_HEADERS, 1, STATUS_200);
    byte[] piece = frame(DATA, 0, 1, new byte[1000]);
    try (RawEndpoint endpoint = flooding(first, piece)) {
      AttemptResult result = sendTo(endpoint);

      assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      assertThat(result.exchange().truncated()).isTrue();
      assertThat(result.exchange().responseBody()).hasSize(1000);
    }
  }

  @Test
  void endsEmptyPiecesWithoutEnd() {
    byte[] first = frame(HEADERS, END_HEADERS, 1, STATUS_200);
    byte[] pieces = many(frame(DATA, 0, 1, new byte[0]), 500);
    try (RawEndpoint endpoint = flooding(first, pieces)) {
      assertThat(sendTo(endpoint).outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    }
  }

  @Test
  void refusesALargeHeaderList() {
    byte[] huge = new byte[16_000];
    huge[0] = 0;
    huge[1] = 1;
    huge[2] = 'a';
    // a length of 7 bits and more (RFC 7541 §5.1): 127 + 15_800
    huge[3] = 0x7f;
    huge[4] = (byte) (0x80 | (15_800 & 0x7f));
    huge[5] = (byte) (15_800 >> 7);
    byte[] fields = java.util.Arrays.copyOf(huge, 6 + 127 + 15_800);
    byte[] first = frame(HEADERS, 0, 1, STATUS_200);
    byte[] more = many(frame(CONTINUATION, 0, 1, fields), 6);
    byte[] last = frame(CONTINUATION, END_HEADERS, 1, new byte[] {0, 1, 'a', 1, 'b'});
    byte[] all =
        ByteBuffer.allocate(first.length + more.length + last.length)
            .put(first)
            .put(more)
            .put(last)
            .array();
    byte[] piece = frame(DATA, 0, 1, new byte[10]);
    try (RawEndpoint endpoint = flooding(all, piece)) {
      assertThat(sendTo(endpoint).outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    }
  }

  @Test
  void takesAnotherProtocolUnderItsNameForAFailure() {
    byte[] noise = RawEndpoint.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    try (RawEndpoint endpoint =
        new RawEndpoint(
            TestCertificates.good(),
            "h2",
            (in, out) -> {
              in.readNBytes(24);
              out.write(noise);
              out.flush();
            })) {
      AttemptResult result = fixture.send(endpoint.url(TestCertificates.HOST));

      assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    }
  }
}
