/// The configuration: each variable with its check, its default and its meaning.
@NullMarked
package com.sup.messenger.bootstrap.config;

import org.jspecify.annotations.NullMarked;
