package dev.pappus.rest.event;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AppRepository;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.Skip;
import dev.pappus.event.AppEvent;
import dev.pappus.event.EventNotFoundException;
import dev.pappus.event.EventRepository;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events. */
@Path("api/v1")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "events")
public class EventsResource {
  @Inject CurrentCaller caller;
  @Inject AccessControl accessControl;
  @Inject AppRepository apps;
  @Inject EventRepository events;
  @Inject DeliveryRepository deliveries;

  @GET
  @Path("apps/{id}/events")
  @Operation(operationId = "listEvents", summary = "An app's events without tests, newest first")
  public ListResponse<EventResponse> list(
      @PathParam("id") String id, @BeanParam PageParameters parameters) {
    UUID appId = apps.get(caller.get(), Permission.VIEW_WEBHOOKS, Ids.app(id)).id();
    Page<AppEvent> page = events.page(appId, parameters.toRequest());
    List<UUID> ids = page.items().stream().map(AppEvent::id).toList();
    Map<UUID, List<Delivery>> sent = deliveries.ofEvents(ids);
    Map<UUID, List<Skip>> skipped = deliveries.skipsOfEvents(ids);
    return ListResponse.of(page, event -> show(event, sent, skipped));
  }

  @GET
  @Path("events/{id}")
  @Operation(operationId = "getEvent", summary = "One event, a test too")
  public EventResponse get(@PathParam("id") String id) {
    accessControl.requireSomewhere(caller.get(), Permission.VIEW_WEBHOOKS);
    AppEvent event =
        events
            .find(Ids.read(IdKind.EVENT, id, EventNotFoundException::new))
            .filter(found -> isThere(found.appId()))
            .orElseThrow(EventNotFoundException::new);
    accessControl.require(caller.get(), Permission.VIEW_WEBHOOKS, event.appId());
    List<UUID> ids = List.of(event.id());
    return show(event, deliveries.ofEvents(ids), deliveries.skipsOfEvents(ids));
  }

  /** Events go with their app, whatever team it was in when they happened. */
  private boolean isThere(UUID appId) {
    return caller.get().grants().reaches(appId)
        && apps.find(appId).filter(app -> app.teamId().equals(caller.get().teamId())).isPresent();
  }

  private static EventResponse show(
      AppEvent event, Map<UUID, List<Delivery>> sent, Map<UUID, List<Skip>> skipped) {
    return EventResponse.of(
        event,
        sent.getOrDefault(event.id(), List.of()),
        skipped.getOrDefault(event.id(), List.of()));
  }
}
