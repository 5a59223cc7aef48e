package io.nightjar.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class BarChartTest {

    private static Document document(BarChart chart) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Double> widths(Document document) {
        NodeList bars = document.getElementsByTagName("rect");
        List<Double> widths = new ArrayList<>();
        for (int index = 0; index < bars.getLength(); index++) {
            widths.add(Double.valueOf(((Element) bars.item(index)).getAttribute("width")));
        }
        return widths;
    }

    private static BarChart.Bar bar(String label, double value) {
        return new BarChart.Bar(label, 1, value, String.valueOf(value));
    }

    @Test
    void tenTimesAsMuchIsAlwaysTheSameStepLonger() throws ParserConfigurationException, SAXException, IOException {
        BarChart chart = new BarChart(
                "Times",
                "Seconds",
                List.of(
                        new BarChart.Group("small", List.of(bar("a", 0.02), bar("b", 0.2))),
                        new BarChart.Group("large", List.of(bar("a", 2), bar("b", 20)))));

        List<Double> widths = widths(document(chart));

        assertThat(widths).hasSize(4);
        double step = widths.get(1) - widths.get(0);
        assertThat(step).isGreaterThan(50);
        assertThat(widths.get(2) - widths.get(1)).isBetween(step - 1, step + 1);
        assertThat(widths.get(3) - widths.get(2)).isBetween(step - 1, step + 1);
    }

    @Test
    void whateverIsWrittenStaysText() throws ParserConfigurationException, SAXException, IOException {
        BarChart chart = new BarChart("A & \"B\" <c>", "s", List.of(new BarChart.Group("g", List.of(bar("x < y", 1)))));

        Document document = document(chart);

        assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("A & \"B\" <c>");
        assertThat(document.getDocumentElement().getTextContent()).contains("x < y");
    }

    @Test
    void thereIsNoPlaceForZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> bar("x", 0)).withMessageContaining("x");
    }
}
