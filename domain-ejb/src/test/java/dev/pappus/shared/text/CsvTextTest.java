package dev.pappus.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

  @Test
  void quotesWhatWouldEndACell() {
    assertThat(CsvText.line(List.of("a", "b,c", "d\"e", "f\ng", 7)))
        .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",7\r\n");
  }

  @Test
  void leavesAnAbsentCellEmpty() {
    assertThat(CsvText.line(Arrays.asList(null, ""))).isEqualTo(",\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void letsNoCellBeginAsAFormula(String cell) {
    assertThat(CsvText.line(List.of(cell)).replace("\"", "")).startsWith("'" + cell);
  }

  @Test
  void leavesFormulasInsideACellAlone() {
    assertThat(CsvText.line(List.of("a=1+1"))).isEqualTo("a=1+1\r\n");
  }
}
