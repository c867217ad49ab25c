package com.sup.messenger.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the acknowledgement of an event holds where it succeeds (contract, "Client to server");
/// with
/// assertions on, as in the tests, every answer is held against it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnsweredBy {
  Class<? extends Reply> value();
}
