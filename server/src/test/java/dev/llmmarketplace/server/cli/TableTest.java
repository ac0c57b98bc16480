package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void textGivesWayToTheWindowAndFiguresDoNot() {
        Table table = new Table("NAME", ">COST", "WHY").row("a-rather-long-name-of-a-service", "1234.56", "meaning");
        assertThat(printed(table, 40))
                .containsExactly("NAME                       COST  WHY", "a-rather-long-name-of…  1234.56  meaning");
    }

    @Property
    void noLineIsWiderThanTheWindowAsLongAsThereIsTextToCut(
            @ForAll @AlphaChars String name,
            @ForAll @AlphaChars String why,
            @ForAll @IntRange(min = 30, max = 200) int width) {
        Table table = new Table("NAME", ">COST", "WHY").row(name, "12345678", why);
        assertThat(printed(table, width)).allMatch(line -> line.length() <= width);
    }

    private static List<String> printed(Table table, int width) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), width);
        return out.toString().lines().toList();
    }
}
