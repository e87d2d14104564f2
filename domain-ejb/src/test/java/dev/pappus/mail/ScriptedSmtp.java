package dev.pappus.mail;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server (RFC 5321) for what GreenMail cannot do: STARTTLS (RFC 3207), and refusing a
 * recipient. Remembers what it was told, and whether that was in the clear.
 */
final class ScriptedSmtp implements Closeable {
  private final ServerSocket listener;
  private final String answerToRecipient;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /**
   * @param answerToRecipient what it says to RCPT: {@code 250 OK}
   */
  ScriptedSmtp(String answerToRecipient) throws IOException {
    this.answerToRecipient = answerToRecipient;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted smtp");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The commands, each after {@code clear} or {@code tls}. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        say(socket, "220 scripted");
        converse(socket, "clear");
      } catch (IOException | GeneralSecurityException e) {
        heard.add("ended: " + e.getClass().getSimpleName());
      }
    }
  }

  private void converse(Socket socket, String cover) throws IOException, GeneralSecurityException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(cover + " " + line);
      String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (command) {
        case "EHLO" ->
            say(socket, cover.equals("clear") ? "250-scripted\r\n250 STARTTLS" : "250 scripted");
        case "STARTTLS" -> {
          say(socket, "220 go on");
          converse(secured(socket), "tls");
          return;
        }
        case "RCPT" -> say(socket, answerToRecipient);
        case "DATA" -> {
          say(socket, "354 go on");
          for (String text = in.readLine();
              text != null && !text.equals(".");
              text = in.readLine()) {
            heard.add(cover + " > " + text);
          }
          say(socket, "250 OK");
        }
        case "QUIT" -> {
          say(socket, "221 bye");
          return;
        }
        default -> say(socket, "250 OK");
      }
    }
  }

  private static Socket secured(Socket socket) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(new DummySSLServerSocketFactory().getKeyStore(), "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
