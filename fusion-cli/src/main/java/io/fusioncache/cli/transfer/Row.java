package io.fusioncache.cli.transfer;

import io.fusioncache.cli.json.JsonTree;

/**
 * One object of a file.
 *
 * @param number from 1, in its file
 * @param line where it begins, from 1
 */
record Row(JsonTree.Members object, long number, int line) {}
