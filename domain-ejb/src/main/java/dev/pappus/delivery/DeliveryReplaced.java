package dev.pappus.delivery;

import java.util.UUID;

/** CDI event, fired inside the transaction that closes an unfinished delivery for a resend. */
record DeliveryReplaced(UUID deliveryId) {}
