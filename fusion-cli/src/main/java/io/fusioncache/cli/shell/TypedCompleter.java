package io.fusioncache.cli.shell;

import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Gives the line editor what {@link Completions} found, which is chosen and in order already. */
final class TypedCompleter implements Completer, CompletionMatcher {
    private List<Candidate> candidates = List.of();
    private String typed = "";

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> found) {
        if (line instanceof TypedParser.Part part) {
            int order = 0;
            for (Suggestion suggestion : part.completion().suggestions()) {
                String description = suggestion.description().isEmpty() ? null : suggestion.description();
                found.add(new Candidate(
                        suggestion.value(),
                        suggestion.display(),
                        null,
                        description,
                        null,
                        null,
                        suggestion.endsWord(),
                        order++));
            }
        }
    }

    @Override
    public void compile(
            Map<LineReader.Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            String originalGroupName) {
        typed = line.word();
    }

    @Override
    public List<Candidate> matches(List<Candidate> all) {
        candidates = List.copyOf(all);
        return candidates;
    }

    @Override
    public @Nullable Candidate exactMatch() {
        return null;
    }

    /** What all of them begin with; what was typed stays as it is, in its own case of letters. */
    @Override
    public String getCommonPrefix() {
        String common = candidates.isEmpty() ? "" : candidates.getFirst().value();
        for (Candidate candidate : candidates) {
            int same = 0;
            String value = candidate.value();
            while (same < Math.min(common.length(), value.length()) && common.charAt(same) == value.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        boolean extendsTyped = common.regionMatches(true, 0, typed, 0, typed.length());
        return extendsTyped ? typed + common.substring(typed.length()) : typed;
    }
}
