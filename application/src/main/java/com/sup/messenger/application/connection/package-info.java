/// A connected device, and what its connection is sent.
@NullMarked
package com.sup.messenger.application.connection;

import org.jspecify.annotations.NullMarked;
