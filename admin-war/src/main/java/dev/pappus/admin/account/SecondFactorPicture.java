package dev.pappus.admin.account;

import dev.pappus.account.totp.SecondFactor;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.install.QrCode;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The QR code of a secret that waits for its first code, for its owner alone. */
@WebServlet("/account/second-factor.png")
public class SecondFactorPicture extends HttpServlet {
  @Inject CurrentMember member;
  @Inject SecondFactor factor;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<SecondFactor.Enrolment> pending = factor.pending(member.caller());
    if (pending.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("image/png");
    response.getOutputStream().write(QrCode.png(pending.get().uri()));
  }
}
