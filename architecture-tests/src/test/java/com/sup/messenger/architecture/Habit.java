package com.sup.messenger.architecture;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A habit of writing that slows a reader down, and the way to find it in a sentence.
enum Habit {
  /// One of three words that leave open which thing or person is meant.
  WHATEVER("\\b(whatever|whoever|whomever)\\b"),

  /// A number that the sentence does not give.
  SO_MANY("\\bso many\\b"),

  /// An old word for "during" or "between".
  AMID("\\bamid\\b"),

  /// A vague word for "continues" or "happens".
  GOES_ON("\\bgoes on\\b"),

  /// A long form of "returns true if".
  TELLS_WHETHER("\\btells whether\\b"),

  /// A "who" without the person it belongs to, at the beginning of a sentence.
  BARE_WHO("^who\\b.*[^?]$"),

  /// A clause as the subject of a sentence that asks nothing.
  CLAUSE_AS_SUBJECT("^(what|whom|whether)\\b.*[^?]$"),

  /// More than 25 words. Code and links count as one word each.
  LONG_SENTENCE(sentence -> sentence.words() > 25);

  private final Predicate<Prose.Sentence> test;

  Habit(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    this.test = sentence -> pattern.matcher(sentence.masked()).find();
  }

  Habit(Predicate<Prose.Sentence> test) {
    this.test = test;
  }

  boolean isIn(Prose.Sentence sentence) {
    return test.test(sentence);
  }
}
