package dev.pappus.install;

import dev.pappus.account.AttemptThrottle;
import dev.pappus.build.Build;
import dev.pappus.format.DeviceId;
import dev.pappus.format.DeviceList;
import dev.pappus.format.PackageInspector;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.net.ClientNetwork;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Tells a tester whether his device is among those that a package can be installed on. The list is
 * read from the stored package each time: devices' ids are personal data and kept nowhere else. The
 * id that is asked for is neither kept nor logged.
 */
@ApplicationScoped
public class DeviceCheck {
  @Inject AttemptThrottle throttle;
  @Inject PackageInspector inspector;
  @Inject StoredFiles files;

  /** What can be said of a device. */
  public enum Answer {
    REGISTERED,
    NOT_REGISTERED,
    /** The package is for any device. */
    EVERY_DEVICE,
    /** The package does not say, or cannot be read. */
    UNKNOWN,
    /** What was typed is no device's id. */
    MALFORMED,
    /** Too many questions about this app from one address: ids are not to be guessed. */
    TOO_MANY,
    /** The package cannot be read at the moment: too many are, or the disk fails. */
    UNAVAILABLE
  }

  /**
   * Looks a device up, for somebody whom {@link InstallAdmission} let in.
   *
   * @param typed a UDID, in any case
   * @param remoteAddress where it was typed
   */
  public Answer check(InstallOffer offer, String typed, String remoteAddress) {
    Optional<DeviceId> id = DeviceId.of(typed);
    if (id.isEmpty()) {
      return Answer.MALFORMED;
    }
    if (!throttle.admit("device/" + offer.app().id() + "/" + ClientNetwork.of(remoteAddress))) {
      return Answer.TOO_MANY;
    }
    try {
      return devices(offer.build()).map(list -> answer(list, id.get())).orElse(Answer.UNKNOWN);
    } catch (UnreadablePackageException sinceStricter) {
      // it could be read when it was uploaded
      return Answer.UNKNOWN;
    } catch (UnavailableException noTurnOrDisk) {
      return Answer.UNAVAILABLE;
    }
  }

  private Optional<DeviceList> devices(Build build) {
    return inspector.devices(
        build.format(), build.sizeBytes(), () -> files.channel(build.fileKey()));
  }

  private static Answer answer(DeviceList list, DeviceId id) {
    if (list.isEveryDevice()) {
      return Answer.EVERY_DEVICE;
    }
    return list.holds(id) ? Answer.REGISTERED : Answer.NOT_REGISTERED;
  }
}
