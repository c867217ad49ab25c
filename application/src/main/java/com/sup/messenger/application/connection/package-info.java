/// A connected device, its state, and the events that its connection is sent.
@NullMarked
package com.sup.messenger.application.connection;

import org.jspecify.annotations.NullMarked;
