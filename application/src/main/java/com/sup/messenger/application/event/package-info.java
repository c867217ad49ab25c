/// The protocol of the application: the events of clients and of the service, replies and refusals.
@NullMarked
package com.sup.messenger.application.event;

import org.jspecify.annotations.NullMarked;
