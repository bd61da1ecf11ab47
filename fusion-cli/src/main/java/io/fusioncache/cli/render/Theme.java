package io.fusioncache.cli.render;

/** The colours of what is printed; with none, everything is empty. */
enum Theme {
    PLAIN("", "", "", "", "", ""),
    COLOURED("\u001b[34;1m", "\u001b[32m", "\u001b[36m", "\u001b[35m", "\u001b[1m", "\u001b[0m");

    final String name;
    final String string;
    final String number;
    final String word;
    final String heading;
    final String end;

    Theme(String name, String string, String number, String word, String heading, String end) {
        this.name = name;
        this.string = string;
        this.number = number;
        this.word = word;
        this.heading = heading;
        this.end = end;
    }
}
