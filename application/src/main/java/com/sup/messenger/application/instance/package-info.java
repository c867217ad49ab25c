/// The life of this instance: its lease, readiness, regular work and figures.
@NullMarked
package com.sup.messenger.application.instance;

import org.jspecify.annotations.NullMarked;
