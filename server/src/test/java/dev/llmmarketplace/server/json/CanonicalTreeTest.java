package dev.llmmarketplace.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTreeTest {
    /** RFC 8785, section 3.2.2 and 3.2.3. */
    @Test
    void theExamplesOfTheStandardComeOutAsItSays() {
        assertThat(canonical("""
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}"""))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThat(
                        canonical(
                                "{\"\\u20ac\": 1, \"\\r\": 2, \"\\ufb33\": 3, \"1\": 4, \"\\ud83d\\ude00\": 5, \"\\u0080\": 6, \"\\u00f6\": 7}"))
                .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "5e-324, 5e-324",
        "-5e-324, -5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740992, 9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "1e23, 1e+23",
        "9.999999999999997e22, 9.999999999999997e+22",
        "999999999999999900000, 999999999999999900000",
        "1e21, 1e+21",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "333333333.3333332, 333333333.3333332",
        "-0.0000033333333333333333, -0.0000033333333333333333",
        "1424953923781206.2, 1424953923781206.2",
        "0.15, 0.15"
    })
    void numbersAreWrittenAsEcmaScriptDoes(double value, String text) {
        assertThat(CanonicalTree.number(value)).isEqualTo(text);
    }

    @Test
    void whatNoDoubleIsNearToHasNoCanonicalForm() {
        assertThatThrownBy(() -> canonical("[1e999]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyThingsAreWritten() {
        assertThat(canonical("{\"b\": {}, \"a\": []}")).isEqualTo("{\"a\":[],\"b\":{}}");
    }

    private static String canonical(String json) {
        return new String(
                CanonicalTree.bytes(Document.read(json.getBytes(StandardCharsets.UTF_8), Syntax.JSON)
                        .root()),
                StandardCharsets.UTF_8);
    }
}
