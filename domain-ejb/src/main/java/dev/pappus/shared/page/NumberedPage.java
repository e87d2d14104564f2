package dev.pappus.shared.page;

/**
 * A page of a list by its number, for dialects that know no cursor. What is skipped is read all the
 * same, so that the numbers end at {@value #MAX_NUMBER}.
 *
 * @param number from 1
 * @param size how many at most
 */
public record NumberedPage(int number, int size) {
  /** Where such a list ends. */
  public static final int MAX_NUMBER = 1000;

  public NumberedPage {
    if (number < 1 || number > MAX_NUMBER || size < 1) {
      throw new IllegalArgumentException("no such page");
    }
  }

  /** How many rows come before it. */
  public int offset() {
    return (number - 1) * size;
  }
}
