package io.fusioncache.cli;

import org.junit.jupiter.api.Test;

/** The pages that a reader follows step by step print what they show. */
class PagesIT {
    @Test
    void readme() throws Exception {
        PastedPage.paste("README.md", 8, "## Quick start", "## Keys and Cache Fusion");
    }

    @Test
    void cacheFusion() throws Exception {
        PastedPage.paste("docs/cache-fusion.md", 16, "## A product page, step by step");
    }
}
