/// The door for connections, which dispatches each event to its use case.
@NullMarked
package com.sup.messenger.application;

import org.jspecify.annotations.NullMarked;
