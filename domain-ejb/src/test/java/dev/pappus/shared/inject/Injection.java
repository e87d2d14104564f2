package dev.pappus.shared.inject;

import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;

/** Sets injected fields as the container would, from what it is given, by type. */
public final class Injection {

  private Injection() {}

  /**
   * Fills every {@code @Inject} and {@code @PersistenceContext} field of a bean and of its
   * superclasses with the value that fits; what nothing fits stays as it is.
   */
  public static <T> T wire(T bean, Object... values) {
    for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Inject.class)
            || field.isAnnotationPresent(PersistenceContext.class)) {
          set(bean, field, values);
        }
      }
    }
    return bean;
  }

  private static void set(Object bean, Field field, Object... values) {
    for (Object value : values) {
      if (field.getType().isInstance(value) && fits(field, value)) {
        try {
          field.setAccessible(true);
          field.set(bean, value);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(field.toString(), e);
        }
        return;
      }
    }
  }

  private static boolean fits(Field field, Object value) {
    return !(value instanceof FiredEvents<?> events)
        || (field.getGenericType() instanceof ParameterizedType type
            && type.getActualTypeArguments()[0].equals(events.type()));
  }
}
