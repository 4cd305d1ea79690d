package dev.lamina.hub.catalog.repository;

import java.util.ArrayList;
import java.util.List;

/// The SQL of a search.
///
/// Words are looked for in names and summaries, which are short: a scan of 10,000 rows takes some
/// milliseconds. The best place of a word counts: the whole name, its beginning, within the name,
/// within the summary.
final class SearchStatement {

    private static final String OFFICIAL = "CASE WHEN r.name LIKE 'library/%' THEN 0 ELSE 1 END";
    private static final String STARS = "r.star_count DESC, r.pull_count DESC, r.name";
    private static final String TIES = OFFICIAL + ", " + STARS;

    private final SearchQuery query;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> conditionParameters = new ArrayList<>();
    private final List<String> ranks = new ArrayList<>();
    private final List<Object> rankParameters = new ArrayList<>();

    SearchStatement(SearchQuery query, Sight sight) {
        this.query = query;
        addWords();
        addFilters();
        addSight(sight);
    }

    private void addWords() {
        for (String word : query.words()) {
            String within = "%" + escaped(word) + "%";
            addCondition(
                    "(r.name LIKE ? ESCAPE '!' OR lower(r.summary) LIKE ? ESCAPE '!')",
                    within,
                    within);
            ranks.add(
                    """
                    CASE WHEN r.name LIKE ? ESCAPE '!' THEN 0
                         WHEN r.name LIKE ? ESCAPE '!' OR r.name LIKE ? ESCAPE '!' THEN 1
                         WHEN r.name LIKE ? ESCAPE '!' THEN 2 ELSE 3 END""");
            rankParameters.addAll(
                    List.of(
                            "%/" + escaped(word),
                            escaped(word) + "%",
                            "%/" + escaped(word) + "%",
                            within));
        }
    }

    /// Returns a text as LIKE takes it literally.
    static String escaped(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private void addFilters() {
        if (query.onlyOfficial()) {
            addCondition("r.name LIKE 'library/%'");
        }
        query.account()
                .ifPresent(
                        account ->
                                addCondition("r.name LIKE ? ESCAPE '!'", escaped(account) + "/%"));
        query.category()
                .ifPresent(
                        category ->
                                addCondition(
                                        "r.id IN (SELECT repository_id FROM repository_categories"
                                                + " WHERE category = ?)",
                                        category));
        query.platform()
                .ifPresent(
                        platform ->
                                addCondition(
                                        "EXISTS (SELECT 1 FROM images i WHERE i.repository_id = r.id"
                                                + " AND i.os || '/' || i.architecture = ?)",
                                        platform));
    }

    private void addSight(Sight sight) {
        var seen = new SightCondition(sight);
        addCondition(seen.sql(), seen.parameters().toArray());
    }

    private void addCondition(String condition, Object... parameters) {
        conditions.add(condition);
        conditionParameters.addAll(List.of(parameters));
    }

    String sql() {
        return "SELECT "
                + CardRow.COLUMNS
                + " FROM repositories r"
                + where()
                + " ORDER BY "
                + order()
                + " LIMIT ? OFFSET ?";
    }

    List<Object> parameters() {
        var parameters = new ArrayList<>(conditionParameters);
        if (query.order().isByWords()) {
            parameters.addAll(rankParameters);
        }
        parameters.add(query.limit());
        parameters.add(query.offset());
        return parameters;
    }

    String countSql() {
        return "SELECT count(*) FROM repositories r" + where();
    }

    List<Object> countParameters() {
        return conditionParameters;
    }

    private String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private String order() {
        return switch (query.order()) {
            case RELEVANCE -> byRank(TIES);
            case MATCH -> byRank(STARS);
            case STARS -> "r.star_count DESC, " + TIES;
            case PULLS -> "r.pull_count DESC, " + TIES;
            case NEWEST -> "coalesce(r.pushed_at, 0) DESC, " + TIES;
            case NAME -> "r.name";
        };
    }

    private String byRank(String ties) {
        return ranks.isEmpty() ? ties : String.join(" + ", ranks) + ", " + ties;
    }
}
