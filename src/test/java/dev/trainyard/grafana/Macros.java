package dev.trainyard.grafana;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts into a query what Grafana would: the chosen values of variables, and its macros for PostgreSQL and Prometheus, as their
 * documentation has them.
 *
 * @param chosen the values chosen of each variable
 */
record Macros(Map<String, List<String>> chosen, Instant from, Instant to) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::(\\w+))?}|\\$(\\w+)");
    private static final Pattern FILTER = Pattern.compile("\\$__timeFilter\\((\\w+(?:\\.\\w+)?)\\)");
    private static final Pattern GROUP = Pattern.compile("\\$__timeGroupAlias\\((\\w+), \\$__interval\\)");
    private static final String SECONDS = "10";

    String sql(String query) {
        String timed = FILTER.matcher(query).replaceAll("$1 between '" + from + "' and '" + to + "'");
        String grouped = GROUP.matcher(timed)
                .replaceAll("floor(extract(epoch from $1) / " + SECONDS + ") * " + SECONDS + " as \"time\"");
        return VARIABLE.matcher(grouped).replaceAll(this::valueForSql);
    }

    String promQl(String query) {
        String timed = query.replace("$__rate_interval", "5s").replace("$__range", "60s");
        return VARIABLE.matcher(timed).replaceAll(match -> String.join("|", values(match)));
    }

    private String valueForSql(MatchResult match) {
        List<String> values = values(match);
        return "sqlstring".equals(match.group(2))
                ? values.stream()
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .collect(Collectors.joining(","))
                : String.join(",", values);
    }

    private List<String> values(MatchResult match) {
        String name = match.group(1) == null ? match.group(3) : match.group(1);
        List<String> values = chosen.get(name);
        if (values == null) {
            throw new IllegalArgumentException("No value for the variable " + name);
        }
        // A variable that found nothing is an empty word.
        return values.isEmpty() ? List.of("") : values;
    }
}
